package io.github.simplehttpmonitor.benchmarks.mutate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Makes lines that nearly are lines of logs. The same ones for the same lines and seed. */
final class Mutator {

  static final int MAX_BYTES = 16 * 1024;

  private static final byte[] HOSTILE =
      "\"\"\"\\\\\\  --::,,//[]{}()<>|=+%?#&\t\r;'0019.TZxu\u0000\u007f"
          .getBytes(StandardCharsets.ISO_8859_1);
  private static final String[] TEXTS = {
    "\\x22",
    "\\u0022",
    "\\\"",
    "\\\\",
    "%25%32",
    "999999999999999999999",
    "-1",
    "1e9",
    "NaN",
    "null",
    "{\"a\":",
    "[[[[",
    "}}]]",
    "\", \"",
    " : ",
    ", ",
    "#Fields: ",
    "#Date: 2024-02-30",
    "<134>1 ",
    "31/Feb/2024:25:61:61 +9999",
    "2024-02-29T23:59:60Z",
    "\u00e9\u00ff",
    "GET http://[::1]/ HTTP/1.1"
  };

  private final List<byte[]> pool;
  private final SplittableRandom random;
  private byte[] out = new byte[2 * MAX_BYTES];
  private int length;

  Mutator(List<byte[]> pool, long seed) {
    this.pool = pool;
    this.random = new SplittableRandom(seed);
  }

  /** {@return the next line; of every eight, one is a line as it was} */
  byte[] next() {
    byte[] line = pool.get(random.nextInt(pool.size()));
    length = Math.min(line.length, MAX_BYTES);
    System.arraycopy(line, 0, out, 0, length);
    for (int count = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4); count > 0; count--) {
      mutate();
      length = Math.min(length, MAX_BYTES);
    }
    byte[] made = new byte[length];
    for (int i = 0; i < length; i++) {
      made[i] = out[i] == '\n' ? (byte) ' ' : out[i];
    }
    return made;
  }

  private void mutate() {
    int at = length == 0 ? 0 : random.nextInt(length);
    switch (random.nextInt(10)) {
      case 0 -> set(at, (byte) random.nextInt(256));
      case 1 -> set(at, hostile());
      case 2 -> insert(at, new byte[] {hostile()});
      case 3 -> insert(at, TEXTS[random.nextInt(TEXTS.length)].getBytes(StandardCharsets.UTF_8));
      case 4 -> length = at;
      case 5 -> delete(at, 1 + random.nextInt(4));
      case 6 -> delete(at, 1 + random.nextInt(40));
      case 7 -> {
        byte[] other = pool.get(random.nextInt(pool.size()));
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        insert(at, java.util.Arrays.copyOfRange(other, from, Math.min(other.length, from + 60)));
      }
      case 8 -> insert(at, java.util.Arrays.copyOfRange(out, at, Math.min(length, at + 30)));
      default -> {
        if (random.nextInt(64) == 0) {
          byte[] run = new byte[random.nextInt(2048)];
          java.util.Arrays.fill(run, hostile());
          insert(at, run);
        } else {
          set(at, length == 0 ? (byte) ' ' : out[random.nextInt(length)]);
        }
      }
    }
  }

  private byte hostile() {
    return HOSTILE[random.nextInt(HOSTILE.length)];
  }

  private void set(int at, byte value) {
    if (length > 0) {
      out[at] = value;
    }
  }

  private void insert(int at, byte[] bytes) {
    int count = Math.min(bytes.length, MAX_BYTES - length);
    if (count > 0) {
      System.arraycopy(out, at, out, at + count, length - at);
      System.arraycopy(bytes, 0, out, at, count);
      length += count;
    }
  }

  private void delete(int at, int count) {
    int end = Math.min(length, at + count);
    System.arraycopy(out, end, out, at, length - end);
    length -= end - at;
  }
}
