package io.github.simplehttpmonitor.core.runtime;

import static io.github.simplehttpmonitor.core.support.Logs.T;
import static io.github.simplehttpmonitor.core.support.Logs.line;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes the bytes of logs with everything that logs have in them, from a seed. */
final class LogBytes {

  private static final String[] PATHS = {"/api/user", "/api", "/", "/report/1", "/a%20b", "*"};

  private final Random random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long now = T;

  LogBytes(long seed) {
    random = new Random(seed);
  }

  /** {@return a log in the order of time} */
  static byte[] ordered(long seed, int lines) {
    LogBytes log = new LogBytes(seed);
    for (int i = 0; i < lines; i++) {
      log.now += log.random.nextInt(4);
      log.write(line(log.now, log.path()) + "\n");
    }
    return log.out.toByteArray();
  }

  /** {@return a log with as much disorder as there is mischief, from 0 to 3} */
  static byte[] any(long seed, int lines, int mischief) {
    LogBytes log = new LogBytes(seed);
    for (int i = 0; i < lines; i++) {
      log.now += log.random.nextInt(4);
      switch (mischief == 0 ? 99 : log.random.nextInt(mischief == 1 ? 60 : 40)) {
        case 0 -> log.write("garbage " + i + "\n");
        case 1 -> log.write("\n");
        case 2 -> log.write(line(log.now, log.path()).replaceFirst("\\[.*\\]", "[-]") + "\n");
        case 3 -> log.write("x".repeat(ArchiveRun.MAX_LINE + log.random.nextInt(300)) + "\n");
        case 4 -> log.write(line(log.now, log.path()) + "\r\n");
        case 5 -> log.write("\0".repeat(log.random.nextInt(40)));
        case 6 -> log.write("192.0.2.1 - - [01/Ja" + "\0".repeat(log.random.nextInt(600)));
        case 7, 8 -> log.write(line(log.now - log.random.nextInt(90), log.path()) + "\n");
        case 9 -> log.jump(mischief);
        case 10 -> {
          if (mischief > 1) {
            long days = log.random.nextInt(4) * log.random.nextInt(1_000);
            log.write(line(T + 2_366_841_600L + days * 86_400, "/2099") + "\n");
          }
        }
        default -> log.write(line(log.now - log.random.nextInt(3), log.path()) + "\n");
      }
    }
    if (log.random.nextBoolean()) {
      log.write(line(log.now, "/last"));
    }
    return log.out.toByteArray();
  }

  private void jump(int mischief) {
    switch (random.nextInt(mischief < 3 ? 2 : 5)) {
      case 0 -> now += 300;
      case 1 -> now += 1_000 + random.nextInt(2_000);
      case 2 -> now += 3_601 + random.nextInt(10_000);
      case 3 -> now -= 3_601 + random.nextInt(10_000);
      default -> now += 40 * 86_400;
    }
  }

  private String path() {
    return PATHS[random.nextInt(PATHS.length)];
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
