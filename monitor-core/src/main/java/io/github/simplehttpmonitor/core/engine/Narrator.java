package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.event.SilenceEvent;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells events in order: holds back silence that may go on, limits what is said of malformed lines,
 * and says "nothing was requested" only when requests would have been seen.
 */
final class Narrator {

  /** How much of a malformed line is kept. */
  static final int MAX_LINE_SHOWN = 1_024;

  /** Fewer malformed lines than this in an interval are not worth a warning. */
  private static final int MIN_MALFORMED = 10;

  /** More silent intervals than this in a row, passed at once, are told as one also live. */
  private static final int MAX_SINGLY = 1_000;

  private final boolean runs;
  private final int malformedShown;
  private final long interval;
  private final Consumer<Event> out;

  private @Nullable Consumer<? super MalformedEvent> rejects;
  private long silenceFrom = Times.NONE;
  private long silenceTo;
  private String blind = "";
  private long malformedSince;
  private long goneSince;
  private boolean malformedEver;
  private long shownSince;
  private long notShown;
  private boolean mostlyMalformed;

  Narrator(EngineSettings settings, long interval, Consumer<Event> out) {
    this.runs = settings.runs();
    this.malformedShown = settings.malformedShown();
    this.interval = interval;
    this.out = out;
  }

  void setBlind(String why) {
    blind = why;
  }

  /** Sets who gets every malformed line, whether there is an event for it or not. */
  void setRejects(@Nullable Consumer<? super MalformedEvent> taker) {
    rejects = taker;
  }

  void malformed(Partition p, byte[] buffer, int from, int to, int code, Instant now) {
    malformedSince++;
    malformedEver = true;
    Consumer<? super MalformedEvent> taker = rejects;
    if (taker != null) {
      taker.accept(event(p, buffer, from, to, code, 0, now));
    }
    if (shownSince >= malformedShown) {
      notShown++;
      return;
    }
    shownSince++;
    long before = notShown;
    notShown = 0;
    tell(event(p, buffer, from, to, code, before, now));
  }

  private static MalformedEvent event(
      Partition p, byte[] buffer, int from, int to, int code, long before, Instant now) {
    return new MalformedEvent(
        p.name,
        Math.max(0, p.lineNumber),
        Bytes.toText(buffer, from, Math.min(to, from + MAX_LINE_SHOWN)),
        LineResult.reason(code),
        LineResult.column(code) + 1,
        before,
        now,
        null);
  }

  /** Takes note of a request from so long ago that time may be wrong. */
  void gone() {
    goneSince++;
  }

  /**
   * Tells that nothing was requested from here to there, unless nothing could be seen.
   *
   * @param fits whether any line was a record so far
   */
  void silence(long from, long to, boolean fits) {
    long start = from;
    if (malformedSince > 0 || goneSince > 0) {
      start = from + interval;
      blindNotice(from, start, unseen());
    }
    malformedSince = 0;
    goneSince = 0;
    shownSince = 0;
    if (start >= to) {
      return;
    }
    boolean one = (to - start) / interval > MAX_SINGLY;
    String why = malformedEver && !fits ? "no line has fitted the format yet" : blind;
    if (!why.isEmpty()) {
      long step = one ? to - start : interval;
      for (long at = start; at < to; at += step) {
        blindNotice(at, at + step, why);
      }
    } else if (runs) {
      if (silenceFrom == Times.NONE) {
        silenceFrom = start;
      }
      silenceTo = to;
    } else {
      long step = one ? to - start : interval;
      for (long at = start; at < to; at += step) {
        tell(new SilenceEvent(Times.instant(at), Times.instant(at + step), step / interval, null));
      }
    }
  }

  private String unseen() {
    String malformed =
        malformedSince == 0
            ? ""
            : String.format(Locale.ROOT, "%,d lines did not fit the format", malformedSince);
    String gone =
        goneSince == 0
            ? ""
            : String.format(Locale.ROOT, "%,d requests lie more than an hour back", goneSince);
    return malformed + (malformed.isEmpty() || gone.isEmpty() ? "" : ", ") + gone;
  }

  private void blindNotice(long from, long to, String why) {
    tell(
        new NoticeEvent(
            NoticeEvent.BLIND,
            NoticeEvent.Severity.WARNING,
            "",
            String.format(
                Locale.ROOT,
                "no request could be read during the last %d seconds: %s",
                (to - from) / Times.SECOND,
                why),
            Times.instant(to),
            null));
  }

  /** An interval with so many requests has been reported: the limits begin anew. */
  void intervalReported(long requests, Instant end) {
    boolean mostly = malformedSince >= MIN_MALFORMED && malformedSince > requests;
    if (mostly && !mostlyMalformed) {
      tell(
          new NoticeEvent(
              "mostly-malformed",
              NoticeEvent.Severity.WARNING,
              "",
              String.format(
                  Locale.ROOT,
                  "%,d lines beside %,d requests do not fit the format; is it the right one?"
                      + " 'formats detect FILE' and 'formats explain FILE' tell",
                  malformedSince,
                  requests),
              end,
              null));
    }
    mostlyMalformed = mostly;
    malformedSince = 0;
    goneSince = 0;
    shownSince = 0;
  }

  void restart() {
    endSilence();
  }

  void tell(Event event) {
    endSilence();
    out.accept(event);
  }

  private void endSilence() {
    if (silenceFrom != Times.NONE) {
      long from = silenceFrom;
      silenceFrom = Times.NONE;
      out.accept(
          new SilenceEvent(
              Times.instant(from), Times.instant(silenceTo), (silenceTo - from) / interval, null));
    }
  }

  void finish(Instant now) {
    if (notShown > 0) {
      tell(new MalformedEvent("", 0, null, null, 0, notShown, now, null));
      notShown = 0;
    }
    endSilence();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(silenceFrom);
    out.writeLong(silenceTo);
    out.writeLong(malformedSince);
    out.writeLong(goneSince);
    out.writeBoolean(malformedEver);
    out.writeLong(shownSince);
    out.writeLong(notShown);
    out.writeBoolean(mostlyMalformed);
  }

  void readFrom(DataInput in) throws IOException {
    silenceFrom = in.readLong();
    silenceTo = in.readLong();
    malformedSince = in.readLong();
    goneSince = in.readLong();
    malformedEver = in.readBoolean();
    shownSince = in.readLong();
    notShown = in.readLong();
    mostlyMalformed = in.readBoolean();
  }
}
