package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.Siblings.Entry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;

/** The rotated files that were there when a log was opened, and thus are older than it. */
record KnownFiles(Map<String, FileIdentity> identities) {
  static final KnownFiles NONE = new KnownFiles(Map.of());

  /**
   * Remembers what is there now.
   *
   * @throws NoSuchFileException if a file was renamed since it was listed
   */
  static KnownFiles of(Siblings siblings) throws NoSuchFileException {
    Map<String, FileIdentity> identities = new HashMap<>();
    for (Entry entry : siblings.rotated()) {
      FileIdentity identity = identity(entry);
      if (!identity.key().equals(entry.key().toString())) {
        throw new NoSuchFileException(entry.path().toString());
      }
      identities.put(identity.key(), identity);
    }
    return new KnownFiles(identities);
  }

  private static FileIdentity identity(Entry entry) throws NoSuchFileException {
    try {
      return FileIdentity.of(entry.path());
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      return FileIdentity.of(entry.key(), new byte[0], 0);
    }
  }

  /** Returns whether a file was not there, though another one may have had its inode. */
  boolean lacks(Entry entry) {
    FileIdentity known = identities.get(entry.key().toString());
    try {
      return known == null || !known.isAt(entry.path()) || hasGrown(known, entry);
    } catch (AccessDeniedException e) {
      // What cannot be read cannot be read as a new file either.
      return false;
    } catch (IOException e) {
      // It was renamed since it was listed; opening it will show that, and all is done again.
      return true;
    }
  }

  /** Returns whether a short file is longer now: a beginning that short does not identify it. */
  private static boolean hasGrown(FileIdentity known, Entry entry) throws IOException {
    return known.headLength() < FileIdentity.HEAD_BYTES
        && Files.size(entry.path()) != known.headLength();
  }
}
