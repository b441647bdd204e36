package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.Siblings.Entry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;

/** Compares files with what is remembered of one. */
final class Fingerprints {

  private static final int BUFFER_BYTES = 64 << 10;

  private Fingerprints() {}

  /** {@return whether a file holds, before the position, what was read there} */
  static boolean matches(Entry entry, SavedLog log) {
    try {
      if (!entry.isCompressed() && Files.size(entry.path()) < log.read()) {
        return false;
      }
      try (InputStream in = open(entry)) {
        byte[] head = in.readNBytes(log.identity().headLength());
        if (head.length < log.identity().headLength()
            || FileIdentity.hash(head, 0, head.length) != log.identity().headHash()) {
          return false;
        }
      }
      try (InputStream in = open(entry)) {
        in.skipNBytes(log.read() - log.tailLength());
        byte[] tail = in.readNBytes(log.tailLength());
        return tail.length == log.tailLength()
            && FileIdentity.hash(tail, 0, tail.length) == log.tailHash();
      }
    } catch (IOException e) {
      // It ends before the position, is damaged, or cannot be read: not the one.
      return false;
    }
  }

  private static InputStream open(Entry entry) throws IOException {
    InputStream in = Files.newInputStream(entry.path());
    if (!entry.isCompressed()) {
      return in;
    }
    try {
      return new GZIPInputStream(new BufferedInputStream(in), BUFFER_BYTES);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
