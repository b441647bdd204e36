package io.github.simplehttpmonitor.core.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the rotated files of one log are named: something fixed around an index or a date.
 *
 * @param prefix what comes before
 * @param suffix what comes after
 */
record RotatedNames(String prefix, String suffix) {
  private static final Pattern STAMP = Pattern.compile("[-._]?\\d[-._:+TZ\\d]*(?<!\\.Z)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int INDEX_DIGITS = 5;
  private static final Comparator<List<BigInteger>> NUMBERS = RotatedNames::compare;

  /** Returns the ways a log's rotated files can be named: {@code a.log.1} and {@code a-1.log}. */
  static List<RotatedNames> of(String name) {
    int dot = name.lastIndexOf('.');
    RotatedNames appended = new RotatedNames(name, "");
    return dot <= 0
        ? List.of(appended)
        : List.of(appended, new RotatedNames(name.substring(0, dot), name.substring(dot)));
  }

  /** Returns what is fixed in two names of one log, or null if they differ in other ways. */
  static @Nullable RotatedNames of(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int before = 0;
    while (before < shorter && one.charAt(before) == other.charAt(before)) {
      before++;
    }
    while (before > 0 && Character.isDigit(one.charAt(before - 1))) {
      before--;
    }
    int after = 0;
    while (after < shorter - before
        && one.charAt(one.length() - 1 - after) == other.charAt(other.length() - 1 - after)) {
      after++;
    }
    while (after > 0 && Character.isDigit(one.charAt(one.length() - after))) {
      after--;
    }
    RotatedNames names =
        new RotatedNames(one.substring(0, before), one.substring(one.length() - after));
    return names.matches(one) && names.matches(other) ? names : null;
  }

  boolean matches(String name) {
    return name.length() > prefix.length() + suffix.length()
        && name.startsWith(prefix)
        && name.endsWith(suffix)
        && STAMP.matcher(stamp(name)).matches();
  }

  /** Returns an order of matching names, the oldest first as far as names can tell. */
  Comparator<String> oldestFirst(List<String> names) {
    Comparator<String> byNumbers = Comparator.comparing(this::numbers, NUMBERS);
    return isIndexed(names) ? byNumbers.reversed() : byNumbers;
  }

  /** Returns whether all names end in a small number, which usually is 1 for the newest. */
  boolean isIndexed(List<String> names) {
    return names.stream()
        .map(this::numbers)
        .allMatch(n -> n.size() == 1 && n.get(0).toString().length() <= INDEX_DIGITS);
  }

  private String stamp(String name) {
    return name.substring(prefix.length(), name.length() - suffix.length());
  }

  private List<BigInteger> numbers(String name) {
    List<BigInteger> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(stamp(name));
    while (matcher.find()) {
      numbers.add(new BigInteger(matcher.group()));
    }
    return numbers;
  }

  private static int compare(List<BigInteger> one, List<BigInteger> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
