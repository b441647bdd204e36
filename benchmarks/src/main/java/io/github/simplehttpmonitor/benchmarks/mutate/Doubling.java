package io.github.simplehttpmonitor.benchmarks.mutate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether twice the line takes at most two and a half times the time: lines that begin like the
 * format's example and go on with what parsers have to search through.
 */
final class Doubling {

  private static final double MAX_FACTOR = 2.5;
  private static final int SHORT = 32 * 1024;
  private static final int REPEATS = 7;

  /** How often a factor that is too high is measured again; other programs disturb. */
  private static final int AGAIN = 5;

  private static final int CUTS = 12;
  private static final String[] TAILS = {
    "\"", "\\", " ", "-", "\\\"", "\" ", "\" 200 ", "\" - ", " \"", "[", "] ", "{\"a\":", "[[",
        ", ",
    " : ", "0", "0.1, ", "%25", "+", "a=\"", "a=b ", "\\x22", "\\u0041", "/", "?", "\",\"", "\"\"",
        "\t",
    ",", "=", "://", "x"
  };

  private final List<Subject> subjects;

  Doubling(List<Subject> subjects) {
    this.subjects = subjects;
  }

  /** {@return one line for each parser and shape that is not linear} */
  List<String> check() {
    List<String> slow = new ArrayList<>();
    for (Subject subject : subjects) {
      byte[] example = lastLine(subject.head);
      for (String tail : TAILS) {
        for (int cut = 0; cut <= CUTS; cut++) {
          byte[] begin = Arrays.copyOf(example, example.length * cut / CUTS);
          double factor = factor(subject, begin, tail);
          for (int i = 0; i < AGAIN && factor > MAX_FACTOR; i++) {
            factor = Math.min(factor, factor(subject, begin, tail));
          }
          if (factor > MAX_FACTOR) {
            slow.add(
                String.format(
                    Locale.ROOT,
                    "%s: %.1f times the time for %s...",
                    subject.name,
                    factor,
                    new String(begin, StandardCharsets.UTF_8) + tail));
          }
        }
      }
    }
    return slow;
  }

  private static byte[] lastLine(byte[] example) {
    String text = new String(example, StandardCharsets.UTF_8);
    return text.substring(text.lastIndexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
  }

  /** Of one doubling, the mean of two: an odd number of quotes may end a search at once. */
  private static double factor(Subject subject, byte[] begin, String tail) {
    byte[] once = line(begin, tail, SHORT);
    byte[] fourTimes = line(begin, tail, 4 * SHORT);
    long shortNanos = Long.MAX_VALUE;
    long longNanos = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      shortNanos = Math.min(shortNanos, nanos(subject, once));
      longNanos = Math.min(longNanos, nanos(subject, fourTimes));
    }
    // What takes no time at all has no factor.
    return longNanos < 20_000 ? 0 : Math.sqrt((double) longNanos / shortNanos);
  }

  private static long nanos(Subject subject, byte[] line) {
    subject.reset();
    long begin = System.nanoTime();
    subject.read(line, 0, line.length);
    return System.nanoTime() - begin;
  }

  private static byte[] line(byte[] begin, String tail, int length) {
    byte[] line = Arrays.copyOf(begin, begin.length + length);
    byte[] repeated = tail.getBytes(StandardCharsets.UTF_8);
    for (int i = begin.length; i < line.length; i++) {
      line[i] = repeated[(i - begin.length) % repeated.length];
    }
    return line;
  }
}
