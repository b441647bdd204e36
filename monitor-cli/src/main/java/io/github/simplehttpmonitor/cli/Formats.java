package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.text.Caret;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FirstOf;
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

  static Formats of(Environment environment, @Nullable String pluginFolder, FormatChoice choice) {
    Path folder = Plugins.folder(environment, pluginFolder);
    FormatRegistry registry = FormatRegistry.builtIn();
    List<String> specs = choice.specs();
    boolean detect = specs.stream().allMatch(spec -> spec.equalsIgnoreCase(DETECT));
    List<String> problems = new ArrayList<>();
    String file = choice.file();
    if (file != null) {
      if (!detect || choice.time() != null) {
        throw CliException.usage(
            "--format-file says all of the format; leave --format and --time-format out");
      }
      return new Formats(registry, choice.fromFile(file), problems);
    }
    boolean builtIn = specs.stream().allMatch(spec -> isBuiltIn(FormatRegistry.builtIn(), spec));
    if (detect ? Plugins.isAnyIn(folder) : !builtIn) {
      Plugins plugins = Plugins.in(folder);
      registry = plugins.formats();
      problems.addAll(plugins.problems());
      problems.addAll(registry.problems());
    }
    if (detect) {
      if (choice.time() != null) {
        throw CliException.usage("--time-format is of use only with --format regex:PATTERN");
      }
      return new Formats(registry, null, problems);
    }
    List<LogFormat> formats = new ArrayList<>();
    for (String spec : specs) {
      if (spec.equalsIgnoreCase(DETECT)) {
        throw CliException.usage("--format: auto finds one format; it cannot be one of several");
      }
      formats.add(create(registry, spec, choice.time()));
    }
    LogFormat format = formats.size() == 1 ? formats.get(0) : new FirstOf(formats);
    return new Formats(registry, format, problems);
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
    } catch (RuntimeException | LinkageError e) {
      int colon = spec.indexOf(':');
      throw CliException.failure(
          "--format "
              + (colon < 0 ? spec : spec.substring(0, colon))
              + ": it could not be made: "
              + e);
    }
  }
}
