package io.github.simplehttpmonitor.core.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the options of an appender. Names that are not known are refused with the nearest one that
 * is. <code>${NAME}</code> in a value is replaced by that variable of the environment, so that a
 * secret need not be on a command line or in a file; <code>$${</code> stands for <code>${</code>.
 * What is wrong is said in an {@link IllegalArgumentException} that shows values as they were
 * written, never what a variable holds. Immutable.
 */
public final class AppenderOptions {

  private final Map<String, String> written;
  private final Map<String, String> values = new LinkedHashMap<>();

  private AppenderOptions(Map<String, String> written) {
    this.written = written;
  }

  /**
   * {@return the options in this context}
   *
   * @param known those there are
   * @throws IllegalArgumentException if another one was given, or a variable is not set
   */
  public static AppenderOptions of(AppenderContext context, List<AppenderOption> known) {
    AppenderOptions options = new AppenderOptions(context.options());
    for (AppenderOption option : known) {
      if (!option.fallback().isEmpty()) {
        options.values.put(option.name(), option.fallback());
      }
    }
    for (Map.Entry<String, String> given : context.options().entrySet()) {
      String name = given.getKey();
      if (known.stream().noneMatch(option -> option.covers(name))) {
        throw unknown(name, known.stream().map(AppenderOption::name).toList());
      }
      options.values.put(name, resolve(name, given.getValue(), context.environment()));
    }
    return options;
  }

  private static IllegalArgumentException unknown(String name, List<String> known) {
    String nearest = Suggestion.nearest(name, known);
    return new IllegalArgumentException(
        "there is no option '"
            + name
            + "'"
            + (nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?")
            + (known.isEmpty() ? "" : " There are " + String.join(", ", known)));
  }

  private static String resolve(String name, String text, Map<String, String> environment) {
    StringBuilder value = new StringBuilder();
    int at = 0;
    for (int found = text.indexOf("${"); found >= 0; found = text.indexOf("${", at)) {
      if (found > at && text.charAt(found - 1) == '$') {
        value.append(text, at, found).append('{');
        at = found + 2;
        continue;
      }
      int end = text.indexOf('}', found);
      if (end < 0) {
        throw new IllegalArgumentException("option '" + name + "': ${ is not closed");
      }
      String variable = text.substring(found + 2, end);
      String held = environment.get(variable);
      if (held == null) {
        throw new IllegalArgumentException(
            "option '" + name + "': the variable " + variable + " is not set");
      }
      value.append(text, at, found).append(held);
      at = end + 1;
    }
    return value.append(text, at, text.length()).toString();
  }

  /** {@return the value, if one was given or there is one by default} */
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** {@return the value, empty if there is none} */
  public String text(String name) {
    return find(name).orElse("");
  }

  /** {@return the value of an option that has to be there} */
  public String required(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("the option " + name + "=... has to be given"));
  }

  /** {@return one of these words} */
  public String oneOf(String name, List<String> words) {
    String word = text(name).toLowerCase(Locale.ROOT);
    if (!words.contains(word)) {
      throw wrong(name, "one of " + String.join(", ", words));
    }
    return word;
  }

  /** {@return whether it is {@code on}, not {@code off}} */
  public boolean isOn(String name) {
    return oneOf(name, List.of("on", "off")).equals("on");
  }

  /** {@return the duration, written like 10s, within these bounds} */
  public Duration duration(String name, Duration least, Duration most) {
    Duration value;
    try {
      value = Durations.parse(required(name));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "a duration like 500ms, 10s, 5m, 1h30m or 1d");
    }
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(name, "from " + Durations.format(least) + " to " + Durations.format(most));
    }
    return value;
  }

  /** {@return the whole number within these bounds} */
  public int number(String name, int least, int most) {
    return (int) scaled(name, required(name), 1, least, most);
  }

  /** {@return the number of bytes, written like 4096, 64k, 100M or 2G} */
  public long bytes(String name) {
    String text = required(name);
    long unit =
        switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
          case 'k' -> 1L << 10;
          case 'm' -> 1L << 20;
          case 'g' -> 1L << 30;
          default -> 1;
        };
    return scaled(
        name,
        unit == 1 ? text : text.substring(0, text.length() - 1),
        unit,
        0,
        Long.MAX_VALUE / unit);
  }

  private long scaled(String name, String digits, long unit, long least, long most) {
    try {
      long value = Long.parseLong(digits);
      if (value >= least && value <= most) {
        return value * unit;
      }
    } catch (NumberFormatException e) {
      // Said below, for both.
    }
    throw wrong(name, unit == 1 && most < Integer.MAX_VALUE ? least + " to " + most : "a number");
  }

  /** {@return the words of a value, which blanks or semicolons separate} */
  public List<String> list(String name) {
    List<String> words = new ArrayList<>();
    for (String word : text(name).split("[;\\s]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** {@return the options whose names have this beginning, by the rest of their names} */
  public Map<String, String> beginningWith(String prefix) {
    Map<String, String> found = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && !name.endsWith("*")) {
            found.put(name.substring(prefix.length()), value);
          }
        });
    return found;
  }

  /** {@return the complaint that the value of an option is not what it has to be} */
  public IllegalArgumentException wrong(String name, String expected) {
    String value = written.getOrDefault(name, "");
    return new IllegalArgumentException(
        "option '" + name + "': '" + value + "' is not " + expected);
  }

  /** {@return names only: a value may be a secret} */
  @Override
  public String toString() {
    return "AppenderOptions" + values.keySet();
  }
}
