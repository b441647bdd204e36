package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.notification.AppenderFactory;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An appender as it is written on the command line: {@code NAME:key=value,key=value}. A comma in a
 * value is written {@code \\,}.
 *
 * @param name the appender's name
 * @param values its options
 */
record AppenderSpec(String name, Map<String, String> values) {

  static AppenderSpec parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new AppenderSpec(text, Map.of());
    }
    String name = text.substring(0, colon);
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : pairs(text.substring(colon + 1))) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        // Without what was written: it may hold a secret.
        throw CliException.usage(
            "--appender "
                + name
                + ": it is not of the form NAME:key=value,key=value"
                + " (a comma in a value is written \\,)");
      }
      String key = pair.substring(0, equals);
      if (values.put(key, pair.substring(equals + 1)) != null) {
        throw CliException.usage(
            "--appender " + name + ": the option '" + key + "' is given twice");
      }
    }
    return new AppenderSpec(name, values);
  }

  private static List<String> pairs(String text) {
    List<String> pairs = new ArrayList<>();
    StringBuilder pair = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
        pair.append(',');
        i++;
      } else if (c == ',') {
        pairs.add(pair.toString());
        pair.setLength(0);
      } else {
        pair.append(c);
      }
    }
    pairs.add(pair.toString());
    return pairs;
  }

  /** {@return the appender; what is wrong with it ends the command} */
  Appender create(AppenderProvider provider, AppenderFactory factory, AppenderContext context) {
    try {
      return factory.create(provider, context.withOptions(values));
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--appender " + name + ": " + e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      throw CliException.failure("--appender " + name + ": it could not be made: " + e);
    }
  }
}
