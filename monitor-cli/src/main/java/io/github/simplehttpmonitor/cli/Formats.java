package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FormatException;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The format that was asked for. Plug-ins are loaded only if they can make a difference: for a name
 * that is not built in, and for detection if there are any.
 *
 * @param registry where it was looked up, and where detection looks
 * @param format the format, null to detect it
 * @param problems what is wrong with plug-ins
 */
record Formats(FormatRegistry registry, @Nullable LogFormat format, List<String> problems) {

  private static final String DETECT = "auto";

  static Formats of(
      Environment environment,
      @Nullable String pluginFolder,
      String spec,
      @Nullable String timeFormat) {
    Path folder = Plugins.folder(environment, pluginFolder);
    FormatRegistry registry = FormatRegistry.builtIn();
    boolean detect = spec.equalsIgnoreCase(DETECT);
    List<String> problems = new ArrayList<>();
    if (detect ? Plugins.isAnyIn(folder) : !isBuiltIn(registry, spec)) {
      Plugins plugins = Plugins.in(folder);
      registry = plugins.formats();
      problems.addAll(plugins.problems());
      problems.addAll(registry.problems());
    }
    if (detect) {
      if (timeFormat != null) {
        throw CliException.usage("--time-format is of use only with --format regex:PATTERN");
      }
      return new Formats(registry, null, problems);
    }
    return new Formats(registry, create(registry, spec, timeFormat), problems);
  }

  private static boolean isBuiltIn(FormatRegistry builtIn, String spec) {
    int colon = spec.indexOf(':');
    String name = (colon < 0 ? spec : spec.substring(0, colon)).toLowerCase(Locale.ROOT);
    return builtIn.providers().stream()
        .flatMap(provider -> Stream.concat(Stream.of(provider.name()), provider.aliases().stream()))
        .anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(name));
  }

  private static LogFormat create(
      FormatRegistry registry, String spec, @Nullable String timeFormat) {
    try {
      return registry.create(spec, timeFormat == null ? Map.of() : Map.of("time", timeFormat));
    } catch (FormatException e) {
      List<String> lines = new ArrayList<>();
      lines.add("--format: " + e.getMessage());
      if (e.column() >= 0 && !e.source().isEmpty()) {
        lines.addAll(Caret.under(e.source(), e.column()));
      }
      throw CliException.usage(lines.toArray(new String[0]));
    }
  }
}
