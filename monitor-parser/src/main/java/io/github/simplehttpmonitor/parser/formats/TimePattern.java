package io.github.simplehttpmonitor.parser.formats;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A pattern of strftime(3) made into steps, two bytes each: a directive, or {@link #LITERAL}, and
 * its argument. Composite directives ({@code %T}, {@code %c}) are taken apart, flags of glibc and
 * the modifiers {@code E} and {@code O} are passed over, for they change what is written only in
 * ways that the reader takes anyway.
 */
final class TimePattern {

  /** The step of a byte that stands for itself. */
  static final byte LITERAL = 0;

  /** What a pattern says of a time: its day. */
  static final int DATE = 1;

  /** Hours, and perhaps minutes and seconds. */
  static final int CLOCK = 2;

  /** A fraction of a second. */
  static final int FRACTION = 4;

  /** An offset or a zone's name. */
  static final int ZONE = 8;

  private static final String FLAGS = "-_0^#:EO123456789";
  private static final String OF_DATE = "YCyGgmbBdejs";
  private static final String OF_CLOCK = "HIklMSs";
  private static final String OF_FRACTION = "LfN";
  private static final String OF_ZONE = "zZs";
  private static final String PASSED_OVER = "aAuwUVWpPnt%";

  private final String pattern;
  private final ByteArrayOutputStream steps = new ByteArrayOutputStream();
  private int parts;

  private TimePattern(String pattern) {
    this.pattern = pattern;
  }

  /**
   * {@return the steps of a pattern}
   *
   * @throws IllegalArgumentException if it has a directive that is not known
   */
  static byte[] steps(String pattern) {
    return new TimePattern(pattern).compiled().steps.toByteArray();
  }

  /** {@return which of date, clock, fraction and zone a pattern has, as a sum} */
  static int parts(String pattern) {
    return new TimePattern(pattern).compiled().parts;
  }

  private TimePattern compiled() {
    // Apache has these two only outside of patterns, but their meaning there is plain.
    compile(pattern.replace("msec_frac", "%3N").replace("usec_frac", "%6N"));
    return this;
  }

  private void compile(String text) {
    int i = 0;
    while (i < text.length()) {
      int percent = text.indexOf('%', i);
      literal(text.substring(i, percent < 0 ? text.length() : percent));
      if (percent < 0) {
        return;
      }
      int width = 0;
      i = percent + 1;
      while (i < text.length() && FLAGS.indexOf(text.charAt(i)) >= 0) {
        int digit = text.charAt(i) - '0';
        width = digit >= 1 && digit <= 9 ? digit : width;
        i++;
      }
      directive(i < text.length() ? text.charAt(i) : ' ', width);
      i++;
    }
  }

  private void literal(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      steps.write(LITERAL);
      steps.write(b);
    }
  }

  private void directive(char directive, int width) {
    switch (directive) {
      case 'T', 'X' -> compile("%H:%M:%S");
      case 'R' -> compile("%H:%M");
      case 'r' -> compile("%I:%M:%S %p");
      case 'F' -> compile("%Y-%m-%d");
      case 'D', 'x' -> compile("%m/%d/%y");
      case 'v' -> compile("%e-%b-%Y");
      case 'c' -> compile("%a %b %e %H:%M:%S %Y");
      case 'h' -> compile("%b");
      default -> {
        int part =
            bit(OF_DATE, directive, DATE)
                | bit(OF_CLOCK, directive, CLOCK)
                | bit(OF_FRACTION, directive, FRACTION)
                | bit(OF_ZONE, directive, ZONE);
        if (part == 0 && PASSED_OVER.indexOf(directive) < 0) {
          throw new IllegalArgumentException(
              "%" + directive + " is not a known directive of a time pattern");
        }
        parts |= part;
        steps.write(directive);
        steps.write(width);
      }
    }
  }

  private static int bit(String directives, char directive, int part) {
    return directives.indexOf(directive) >= 0 ? part : 0;
  }
}
