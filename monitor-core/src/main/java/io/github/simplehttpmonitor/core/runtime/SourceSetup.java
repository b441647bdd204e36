package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.Candidate;
import io.github.simplehttpmonitor.parser.formats.Detection;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Decides format and lateness of a source from a sample of it, and says what was decided. */
final class SourceSetup {

  private static final String FALLBACK = "combined";

  /** How many lines are looked at for fields that a format does not have. */
  private static final int EXTRA_FIELDS_LINES = 100;

  private final RunSettings settings;
  private final Consumer<NoticeEvent> notices;

  SourceSetup(RunSettings settings, Consumer<NoticeEvent> notices) {
    this.settings = settings;
    this.notices = notices;
  }

  /** What was decided. */
  record Decision(LogFormat format, Duration lateness, ParserContext context, Sample sample) {}

  /**
   * Decides.
   *
   * @param verb how the notice begins, "following" for instance
   */
  Decision decide(String verb, String name, byte[] head, int length) {
    RunSettings own = settings.of(name);
    LogFormat format = own.format();
    String how = "";
    if (format == null) {
      Detection detection = settings.registry().recognize(head, length);
      Candidate best = detection.best().orElse(null);
      if (best != null) {
        format = best.format();
        how = " (found by looking: " + best.why() + ")";
      } else {
        format = settings.registry().create(FALLBACK);
        how = length == 0 ? " (nothing there to look at yet)" : " (assumed)";
        if (length > 0) {
          notice(
              NoticeEvent.Severity.WARNING, "format-unknown", name, unknown(name, head, detection));
        }
      }
    }
    if (own.format() != null) {
      how = extraFields(head, length, format, own.context());
    }
    Sample sample = Sample.of(head, length, format, own.context());
    Duration fixed = own.lateness();
    Duration lateness = fixed != null ? fixed : sample.lateness();
    notice(
        NoticeEvent.Severity.INFO,
        "source",
        name,
        verb
            + " "
            + name
            + ", format "
            + format.name()
            + how
            + ", allowed lateness "
            + lateness.toSeconds()
            + "s"
            + (fixed != null ? "" : " (from a sample of " + grouped(sample.timed()) + " lines)"));
    return new Decision(format, lateness, own.context(), sample);
  }

  /** Says once that lines go on after the last field of the format that was named. */
  private static String extraFields(
      byte[] head, int length, LogFormat format, ParserContext context) {
    Fields fields = Fields.of(format.fields());
    LineParser parser =
        format.newParser(
            new ParserContext(fields, context.zone(), context.reference(), context.maxLineBytes()));
    AccessRecord record = new AccessRecord(fields);
    int lines = 0;
    int extra = 0;
    int from = 0;
    int to = Bytes.indexOf(head, from, length, '\n');
    while (to >= 0 && lines < EXTRA_FIELDS_LINES) {
      try {
        if (parser.parse(head, from, to, record) == LineResult.PARSED) {
          lines++;
          extra += record.hasExtraFields() ? 1 : 0;
        }
      } catch (RuntimeException e) {
        return "";
      }
      from = to + 1;
      to = Bytes.indexOf(head, from, length, '\n');
    }
    return extra == 0
        ? ""
        : " (" + extra + " of the first " + lines + " lines have more fields, which are left out)";
  }

  /** With a comma between thousands; a formatter would take a short run a tenth of its time. */
  private static String grouped(int number) {
    String digits = Integer.toString(number);
    int comma = digits.length() - 3;
    return comma <= 0 ? digits : digits.substring(0, comma) + "," + digits.substring(comma);
  }

  private static String unknown(String name, byte[] head, Detection detection) {
    if (head.length > 2 && head[0] == 0x1F && head[1] == (byte) 0x8B) {
      return name + " is compressed with gzip; it cannot be followed, 'replay' reads it";
    }
    Candidate nearest = detection.nearest().orElse(null);
    return name
        + " is in no format known here; "
        + (nearest == null || nearest.lines() == 0
            ? "there is no line to look at"
            : "the nearest is " + nearest.format().name() + ": " + nearest.why())
        + ". 'formats explain FILE' shows where lines stop fitting, --format names another one";
  }

  private void notice(NoticeEvent.Severity severity, String code, String name, String message) {
    notices.accept(new NoticeEvent(code, severity, name, message, Instant.EPOCH, null));
  }
}
