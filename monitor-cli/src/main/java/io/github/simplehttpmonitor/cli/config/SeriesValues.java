package io.github.simplehttpmonitor.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in the notation of Prometheus' rule tests: {@code 1 2 5}, {@code 0+1x3} for 0 1 2 3,
 * {@code 9-3x3} for 9 6 3 0, {@code 5x3} for 5 5 5 5, {@code _x3} for three steps with nothing.
 */
final class SeriesValues {

  private static final Pattern PART =
      Pattern.compile("(\\d{1,9})(?:([+-])(\\d{1,9}))?(?:x(\\d{1,7}))?|_(?:x(\\d{1,7}))?");

  private static final int MAX_VALUES = 1_000_000;
  private static final long MAX_SUM = 50_000_000;

  private SeriesValues() {}

  static List<Long> parse(String text) {
    List<Long> values = new ArrayList<>();
    long sum = 0;
    for (String part : text.trim().split("\\s+", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'" + part + "' is no series; write it like 5, 5x60, 0+1x60 or _x60");
      }
      if (part.startsWith("_")) {
        add(values, 0, 0, matcher.group(5) == null ? 1 : Integer.parseInt(matcher.group(5)));
      } else {
        long step = matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3));
        int more = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        add(
            values,
            Long.parseLong(matcher.group(1)),
            "-".equals(matcher.group(2)) ? -step : step,
            more + 1);
      }
    }
    for (long value : values) {
      sum += value;
      if (value < 0 || sum > MAX_SUM) {
        throw new IllegalArgumentException(
            value < 0
                ? "there cannot be " + value + " requests"
                : "there are more than " + MAX_SUM + " requests");
      }
    }
    return values;
  }

  private static void add(List<Long> values, long first, long step, int count) {
    if (values.size() + (long) count > MAX_VALUES) {
      throw new IllegalArgumentException("there are more than " + MAX_VALUES + " steps");
    }
    for (int i = 0; i < count; i++) {
      values.add(first + i * step);
    }
  }
}
