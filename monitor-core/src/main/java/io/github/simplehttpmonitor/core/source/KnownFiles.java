package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.Siblings.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The rotated files that were there when a log was opened, and thus are older than it. */
record KnownFiles(Map<Object, FileIdentity> identities) {
  static final KnownFiles NONE = new KnownFiles(Map.of());

  /** Remembers what is there now. */
  static KnownFiles of(Siblings siblings) {
    Map<Object, FileIdentity> identities = new HashMap<>();
    for (Entry entry : siblings.rotated()) {
      try {
        identities.put(entry.key(), FileIdentity.of(entry.path()));
      } catch (IOException e) {
        identities.put(entry.key(), FileIdentity.of(entry.key(), new byte[0], 0));
      }
    }
    return new KnownFiles(identities);
  }

  /** Returns whether a file was not there, though another one may have had its inode. */
  boolean lacks(Entry entry) {
    FileIdentity identity = identities.get(entry.key());
    try {
      return identity == null || !identity.isAt(entry.path());
    } catch (IOException e) {
      // What cannot be read cannot be read as a new file either.
      return false;
    }
  }
}
