package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about plug-ins do: they list all there is. */
abstract class PluginsCommand implements Command {

  @Option(names = "--plugins", paramLabel = "FOLDER", description = PluginOption.DESCRIPTION)
  private @Nullable String plugins;

  @Mixin private StandardOptions standard = new StandardOptions();

  @Override
  public final boolean isDebug() {
    return standard.debug;
  }

  @Override
  public final int run(Environment environment, Console console) throws IOException {
    Plugins found = Plugins.in(Plugins.folder(environment, plugins));
    FormatRegistry formats = found.formats();
    AppenderRegistry appenders = found.appenders();
    StringBuilder text = new StringBuilder();
    for (LogFormatProvider provider : formats.providers()) {
      line(text, "format", provider.name(), provider.getClass());
    }
    for (AppenderProvider provider : appenders.providers()) {
      line(text, "appender", provider.name(), provider.getClass());
    }
    console.print(text.toString());
    found.problems().forEach(console::say);
    formats.problems().forEach(console::say);
    appenders.problems().forEach(console::say);
    boolean broken =
        !found.problems().isEmpty()
            || !formats.problems().isEmpty()
            || !appenders.problems().isEmpty();
    return broken ? ExitCode.FAILURE : ExitCode.OK;
  }

  private static void line(StringBuilder text, String kind, String name, Class<?> type) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-8s  %-16s  %-12s  %s%n",
            kind,
            SafeText.escape(name),
            SafeText.escape(Plugins.origin(type)),
            type.getName()));
  }
}
