package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.LogLines;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.MonitorBuilder;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Prints the lines that were asked for. */
final class LinesRun {

  private final LinesOptions options;
  private final Environment environment;
  private final Console console;

  LinesRun(LinesOptions options, Environment environment, Console console) {
    this.options = options;
    this.environment = environment;
    this.console = console;
  }

  int over(List<Path> files) throws IOException {
    ZoneId zone = options.zone != null ? options.zone : ZoneId.systemDefault();
    Formats formats = Formats.of(environment, options.plugins, options.format());
    formats.problems().forEach(console::say);
    MonitorBuilder builder =
        Monitor.builder()
            .formats(formats.registry())
            .zone(zone)
            .maxLineBytes(Math.max(64, options.maxLineBytes))
            .standardInput(environment.in())
            .jobs(options.jobs <= 0 ? Runtime.getRuntime().availableProcessors() : options.jobs);
    if (formats.format() != null) {
      builder.format(formats.format());
    }
    SelectionOption.apply(builder, options.where, options.since, options.until, zone);
    LogLines lines = builder.buildLines(notice -> console.say(notice.message()));
    environment.onInterrupt().accept(lines::stop);
    boolean wanted = true;
    for (Path file : files) {
      wanted = wanted && lines.search(file, output());
    }
    if (!options.quiet && wanted) {
      console.say(
          String.format(
              Locale.ROOT,
              "%,d of %,d lines match%s",
              lines.matched(),
              lines.lines(),
              lines.malformed() == 0
                  ? ""
                  : String.format(Locale.ROOT, "; %,d are no records", lines.malformed())));
    }
    boolean nothing = lines.lines() > 0 && lines.malformed() == lines.lines();
    return lines.failures() > 0 || nothing ? ExitCode.FAILURE : ExitCode.OK;
  }

  private LogLines.Output output() {
    OutputStream out = environment.out();
    return environment.terminals().contains(1)
        ? (bytes, length) -> write(out, escaped(bytes, length))
        : (bytes, length) -> write(out, bytes, length);
  }

  private static boolean write(OutputStream out, byte[] bytes) throws IOException {
    return write(out, bytes, bytes.length);
  }

  private static boolean write(OutputStream out, byte[] bytes, int length) throws IOException {
    try {
      out.write(bytes, 0, length);
      return true;
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("broken pipe") || message.contains("closed")) {
        return false;
      }
      throw e;
    }
  }

  private static byte[] escaped(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder(length + 64);
    int from = 0;
    while (from < length) {
      int newline = Bytes.indexOf(bytes, from, length, '\n');
      int end = newline < 0 ? length : newline;
      int content = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
      text.append(SafeText.escape(Bytes.toText(bytes, from, content))).append('\n');
      from = end + 1;
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
