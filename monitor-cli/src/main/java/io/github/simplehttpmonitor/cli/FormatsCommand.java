package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.cli.text.Caret;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Explanation;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.Candidate;
import io.github.simplehttpmonitor.parser.formats.Detection;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about formats do. */
abstract class FormatsCommand implements Command {

  @Option(names = "--plugins", paramLabel = "FOLDER", description = PluginOption.DESCRIPTION)
  private @Nullable String plugins;

  @Mixin private StandardOptions standard = new StandardOptions();

  @Override
  public final boolean isDebug() {
    return standard.debug;
  }

  private FormatRegistry registry(Environment environment, Console console) {
    Plugins found = Plugins.in(Plugins.folder(environment, plugins));
    FormatRegistry registry = found.formats();
    found.problems().forEach(console::say);
    registry.problems().forEach(console::say);
    return registry;
  }

  final int list(Environment environment, Console console) throws IOException {
    StringBuilder text = new StringBuilder();
    for (LogFormatProvider provider : registry(environment, console).providers()) {
      String aliases =
          provider.aliases().isEmpty()
              ? ""
              : " (also " + String.join(", ", provider.aliases()) + ")";
      text.append(SafeText.escape(provider.name() + aliases))
          .append("  [")
          .append(SafeText.escape(Plugins.origin(provider.getClass())))
          .append("]\n    ")
          .append(SafeText.escape(provider.description()))
          .append('\n');
    }
    console.print(text.toString());
    return ExitCode.OK;
  }

  final int detect(Environment environment, Console console, String file) throws IOException {
    byte[] sample;
    try (InputStream in = open(environment, file)) {
      sample = in.readNBytes(FormatRegistry.MAX_SAMPLE_BYTES);
    }
    Detection detection = registry(environment, console).detect(sample, sample.length);
    StringBuilder text = new StringBuilder();
    Candidate best = detection.best().orElse(null);
    if (best != null) {
      text.append(best.format().name()).append(": ").append(best.why()).append('\n');
    } else {
      text.append("none");
      detection
          .nearest()
          .ifPresent(
              nearest ->
                  text.append("; the nearest is ")
                      .append(nearest.format().name())
                      .append(": ")
                      .append(nearest.why()));
      text.append('\n');
    }
    int width =
        detection.candidates().stream()
            .mapToInt(candidate -> candidate.format().name().length())
            .max()
            .orElse(0);
    text.append(
        String.format(Locale.ROOT, "%nscore  %-" + Math.max(6, width) + "s  why%n", "format"));
    for (Candidate candidate : detection.candidates()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%5.2f  %-" + Math.max(6, width) + "s  %s%n",
              candidate.score(),
              candidate.format().name(),
              candidate.why()));
    }
    Candidate shown = best != null ? best : detection.nearest().orElse(null);
    if (shown != null && shown.example() != null) {
      text.append("\nWhere ").append(shown.format().name()).append(" stops fitting:\n");
      Caret.under(shown.example().getBytes(StandardCharsets.UTF_8), shown.column())
          .forEach(line -> text.append(line).append('\n'));
    }
    console.print(text.toString());
    return best != null ? ExitCode.OK : ExitCode.FAILURE;
  }

  final int explain(
      Environment environment, Console console, String file, long number, FormatChoice choice)
      throws IOException {
    if (number < 1) {
      throw CliException.usage("--line: lines are numbered from 1");
    }
    Formats formats = Formats.of(environment, plugins, choice);
    formats.problems().forEach(console::say);
    LogFormat format = formats.format();
    byte[] head = {};
    if (format == null) {
      head = head(environment, file);
      format =
          formats
              .registry()
              .detect(head, head.length)
              .nearest()
              .map(Candidate::format)
              .orElseThrow(() -> CliException.failure("there is no format to try"));
    }
    byte[] line;
    Fields fields = Fields.of(format.fields());
    LineParser parser = format.newParser(ParserContext.of(fields));
    InputStream source =
        file.equals("-") && head.length > 0
            ? new java.io.SequenceInputStream(
                new java.io.ByteArrayInputStream(head), environment.in())
            : open(environment, file);
    try (InputStream in = source) {
      line = lineAt(in, number, parser, new AccessRecord(fields));
    }
    console.print(text(format, Explanation.of(parser, fields, line), line, number));
    return ExitCode.OK;
  }

  private static byte[] head(Environment environment, String file) throws IOException {
    if (file.equals("-")) {
      return environment.in().readNBytes(FormatRegistry.MAX_SAMPLE_BYTES);
    }
    try (InputStream in = open(environment, file)) {
      return in.readNBytes(FormatRegistry.MAX_SAMPLE_BYTES);
    }
  }

  /** Earlier lines are parsed as well, for a format's lines may depend on them. */
  private static byte[] lineAt(InputStream in, long number, LineParser parser, AccessRecord record)
      throws IOException {
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long at = 1;
    for (int b = buffered.read(); ; b = buffered.read()) {
      if (b == '\n' || b < 0) {
        byte[] bytes = withoutReturn(line.toByteArray());
        if (at == number && (b >= 0 || bytes.length > 0)) {
          return bytes;
        }
        if (b < 0) {
          throw CliException.failure(
              String.format(
                  Locale.ROOT,
                  "there is no line %,d; the last one is %,d",
                  number,
                  bytes.length > 0 ? at : at - 1));
        }
        parser.parse(bytes, 0, bytes.length, record);
        line.reset();
        at++;
      } else if (line.size() < ParserContext.DEFAULT_MAX_LINE_BYTES) {
        line.write(b);
      }
    }
  }

  private static byte[] withoutReturn(byte[] line) {
    boolean ends = line.length > 0 && line[line.length - 1] == '\r';
    return ends ? java.util.Arrays.copyOf(line, line.length - 1) : line;
  }

  private static String text(LogFormat format, Explanation explained, byte[] line, long number) {
    StringBuilder text = new StringBuilder();
    text.append("line ").append(number).append(", format ").append(format.name());
    if (!format.definition().isEmpty()) {
      text.append(": ").append(SafeText.escape(format.definition()));
    }
    text.append("\n\n");
    for (Explanation.Value value : explained.values()) {
      Field field = value.field();
      text.append(
          String.format(
              Locale.ROOT,
              "  %-18s %-9s %s%n",
              SafeText.escape(field.name()),
              field.type().name().toLowerCase(Locale.ROOT),
              SafeText.escape(value.text(), 300)));
    }
    var reason = explained.reason();
    if (reason != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nmalformed at column %d: %s (%s)%n",
              explained.column() + 1,
              reason.explanation(),
              reason));
      Caret.under(line, explained.column()).forEach(shown -> text.append(shown).append('\n'));
    } else if (explained.outcome() == Explanation.Outcome.IGNORED) {
      text.append("  ignored: blank, a comment or a directive\n");
    } else {
      text.append(explained.extraFields() ? "\nthe line goes on after the last field\n" : "");
      text.append(explained.cut() ? "\nthe line ends before the format's last field\n" : "");
    }
    return text.toString();
  }

  private static InputStream open(Environment environment, String file) throws IOException {
    if (file.equals("-")) {
      return environment.in();
    }
    Path path = Path.of(file);
    try {
      if (Files.isDirectory(path)) {
        throw CliException.failure(file + " is a directory");
      }
      // A stream of java.nio asks for its position, which a pipe has not.
      boolean isPipe = Files.exists(path) && !Files.isRegularFile(path);
      InputStream plain = isPipe ? new FileInputStream(path.toFile()) : Files.newInputStream(path);
      BufferedInputStream in = new BufferedInputStream(plain, 1 << 16);
      in.mark(4);
      byte[] magic = in.readNBytes(2);
      in.reset();
      boolean gzip = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
      return gzip ? new GZIPInputStream(in) : in;
    } catch (NoSuchFileException e) {
      throw CliException.failure(file + " does not exist");
    } catch (java.nio.file.AccessDeniedException e) {
      throw CliException.failure(file + " may not be read; check its permissions");
    }
  }
}
