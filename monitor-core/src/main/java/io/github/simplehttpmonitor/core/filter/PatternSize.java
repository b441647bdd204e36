package io.github.simplehttpmonitor.core.filter;

/**
 * Estimates how large a pattern becomes when it is compiled, before it is: nested repetitions
 * multiply, so that a few characters can ask for a billion instructions. Once compiled, RE2/J takes
 * time in proportion to the length of the text times this size.
 */
final class PatternSize {

  /** The largest that is compiled. */
  static final int MAX = 5_000;

  private final String pattern;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** {@return the number of instructions or, if it is more than {@link #MAX}, a larger one} */
  static long of(String pattern) {
    PatternSize size = new PatternSize(pattern);
    long total = 0;
    while (size.at < pattern.length()) {
      // A parenthesis too many is for the compiler to complain about.
      total += size.group() + 1;
    }
    return total;
  }

  /** Reads to the end of the group that is open. */
  private long group() {
    long total = 0;
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      long one = atom();
      for (long times = times(); times >= 0; times = times()) {
        one = Math.min(MAX + 1L, one * times);
      }
      total = Math.min(MAX + 1L, total + one);
    }
    at++;
    return total;
  }

  private long atom() {
    char c = pattern.charAt(at++);
    if (c == '(') {
      return group() + 2;
    }
    if (c == '\\') {
      at++;
    } else if (c == '[') {
      // The first character, or the one after ^, may be a bracket of its own.
      at += at < pattern.length() && pattern.charAt(at) == '^' ? 2 : 1;
      while (at < pattern.length() && pattern.charAt(at) != ']') {
        at += pattern.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    }
    return 1;
  }

  /** Reads a repetition and returns how often the atom is there; -1 if there is none. */
  private long times() {
    int i = at;
    if (i >= pattern.length() || pattern.charAt(i) != '{') {
      return -1;
    }
    long number = 0;
    long highest = 1;
    for (i++; i < pattern.length() && pattern.charAt(i) != '}'; i++) {
      char c = pattern.charAt(i);
      if (c == ',') {
        highest = Math.max(highest, number);
        number = 0;
      } else if (c >= '0' && c <= '9') {
        number = Math.min(MAX + 1L, number * 10 + c - '0');
      } else {
        return -1;
      }
    }
    at = i + 1;
    // What may be left out takes two instructions.
    return 2 * Math.max(highest, number);
  }
}
