package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.LogLines;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.MonitorBuilder;
import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

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
    String alert = options.alert;
    if (alert != null) {
      return print(behind(alert, files), files);
    }
    if (options.config != null) {
      throw CliException.usage("--config is of use only with --alert");
    }
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
    return print(builder, files);
  }

  /** Evaluates the rules once more to find the alert, and selects its requests. */
  private MonitorBuilder behind(String id, List<Path> files) {
    if (files.contains(Path.of("-"))) {
      throw CliException.usage("--alert: the logs are read twice, which standard input cannot be");
    }
    Run.Prepared prepared = prepared(files);
    RunOptions run = options.forRun();
    List<AlertRule> rules = Configured.of(run).rules();
    AtomicReference<AlertEvent> found = new AtomicReference<>();
    Monitor monitor =
        prepared
            .builder()
            .rules(rules)
            .evidence(false)
            .listener(
                event -> {
                  if (event instanceof AlertEvent alert && alert.id().equals(id)) {
                    found.set(alert);
                  }
                })
            .build();
    environment.onInterrupt().accept(monitor::stop);
    monitor.replay(prepared.files().toArray(new Path[0]));
    AlertEvent alert = found.get();
    if (alert == null) {
      throw CliException.failure(
          "these rules raise no alert with the id " + id + " over these logs");
    }
    AlertRule rule =
        rules.stream().filter(r -> r.name().equals(alert.rule())).findFirst().orElseThrow();
    return prepared(files).builder().behind(rule, alert);
  }

  private Run.Prepared prepared(List<Path> files) {
    return new Run(options.forRun(), false, environment, console).prepare(files, () -> files);
  }

  private int print(MonitorBuilder builder, List<Path> files) throws IOException {
    LogLines lines = builder.buildLines(notice -> console.say(notice.text()));
    environment.onInterrupt().accept(lines::stop);
    lines.expect(files);
    boolean wanted = search(lines, files);
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

  // The progress is there to be closed only.
  @SuppressWarnings("try")
  private boolean search(LogLines lines, List<Path> files) throws IOException {
    try (ProgressLine progress =
        ProgressLine.start(environment, options.quiet, console, lines::progress)) {
      for (Path file : files) {
        if (!lines.search(file, output())) {
          return false;
        }
      }
      return true;
    }
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
