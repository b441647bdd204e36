package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.notification.AppenderFactory;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about plug-ins do: they list all there is. */
abstract class PluginsCommand implements Command {

  @Option(names = "--plugins", paramLabel = "FOLDER", description = PluginOption.DESCRIPTION)
  private @Nullable String plugins;

  @Option(names = "--options", description = "Show the options of appenders as well.")
  private boolean options;

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
      if (options) {
        options(text, provider);
      }
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

  private static void options(StringBuilder text, AppenderProvider provider) {
    AppenderContext context =
        new AppenderContext(Map.of(), ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of());
    List<AppenderOption> all = new ArrayList<>(provider.options());
    all.addAll(AppenderFactory.commonOptions(provider, context));
    if (!provider.description().isEmpty()) {
      text.append("    ").append(SafeText.escape(provider.description())).append('\n');
    }
    for (AppenderOption option : all) {
      String value = option.fallback().isEmpty() ? "" : " (" + option.fallback() + ")";
      text.append(
          String.format(
              Locale.ROOT,
              "      %-16s  %s%n",
              SafeText.escape(option.name()),
              SafeText.escape(option.description() + value)));
    }
  }

  private static void line(StringBuilder text, String kind, String name, Class<?> type) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-8s  %-16s  %-38s  %s%n",
            kind,
            SafeText.escape(name),
            SafeText.escape(Plugins.origin(type)),
            type.getName()));
  }
}
