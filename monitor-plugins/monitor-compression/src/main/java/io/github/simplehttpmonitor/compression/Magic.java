package io.github.simplehttpmonitor.compression;

import java.util.Arrays;

/** The bytes that files of one form begin with. */
final class Magic {

  private Magic() {}

  static boolean begins(byte[] head, int length, byte[] magic) {
    return length >= magic.length && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
