package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.aggregate.Accounting;
import io.github.simplehttpmonitor.core.event.SummaryEvent;
import io.github.simplehttpmonitor.core.runtime.StateDirectory;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a state directory holds, for people.
 *
 * @param written when it was written, by the clock on the wall
 * @param last the highest believed time of a line, null before there is one
 * @param evaluated up to when everything has been evaluated, null if nothing has
 * @param total the counts of all runs
 * @param sources where the reading of the logs stands
 * @param firing the names of the rules with an alert that is on
 * @param undelivered the alert events that wait, by appender
 */
public record StateDescription(
    Instant written,
    @Nullable Instant last,
    @Nullable Instant evaluated,
    SummaryEvent.Total total,
    List<Source> sources,
    List<String> firing,
    List<Waiting> undelivered) {

  private static final int MAX_THINGS = 1_000_000;

  /**
   * Where the reading of a log stands.
   *
   * @param path the log
   * @param format its format
   * @param position the byte at which reading goes on in its newest file
   */
  public record Source(String path, String format, long position) {}

  /**
   * Alert events that wait for an appender.
   *
   * @param appender its name
   * @param events how many
   */
  public record Waiting(String appender, long events) {}

  /** Makes the lists unmodifiable. */
  public StateDescription {
    sources = List.copyOf(sources);
    firing = List.copyOf(firing);
    undelivered = List.copyOf(undelivered);
  }

  /**
   * {@return the description of a state}
   *
   * @param path the directory, or a file of it
   * @throws IOException if it cannot be read, or is no state, as the message says
   */
  public static StateDescription read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(StateDirectory.FILE) : path;
    try {
      return readFrom(StateForm.readBlock(StateForm.input(StateDirectory.read(file))));
    } catch (IllegalStateException e) {
      throw new IOException("it is damaged", e);
    }
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(written.toEpochMilli());
    writeTime(out, last);
    writeTime(out, evaluated);
    Accounting a = total.accounting();
    for (long number :
        new long[] {
          a.lines(),
          a.parsed(),
          a.malformed(),
          a.ignored(),
          a.onTime(),
          a.late(),
          a.missed(),
          a.implausible(),
          a.untimed(),
          a.filtered(),
          a.lateAfterIdle(),
          total.alertsFired(),
          total.alertsResolved()
        }) {
      out.writeLong(number);
    }
    out.writeInt(sources.size());
    for (Source source : sources) {
      StateForm.writeText(out, source.path());
      StateForm.writeText(out, source.format());
      out.writeLong(source.position());
    }
    out.writeInt(firing.size());
    for (String rule : firing) {
      StateForm.writeText(out, rule);
    }
    out.writeInt(undelivered.size());
    for (Waiting waiting : undelivered) {
      StateForm.writeText(out, waiting.appender());
      out.writeLong(waiting.events());
    }
  }

  private static StateDescription readFrom(DataInput in) throws IOException {
    Instant written = Instant.ofEpochMilli(in.readLong());
    Instant last = readTime(in);
    Instant evaluated = readTime(in);
    Accounting accounting =
        new Accounting(
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong());
    SummaryEvent.Total total = new SummaryEvent.Total(accounting, in.readLong(), in.readLong());
    List<Source> sources = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_THINGS); left > 0; left--) {
      sources.add(new Source(StateForm.readText(in), StateForm.readText(in), in.readLong()));
    }
    List<String> firing = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_THINGS); left > 0; left--) {
      firing.add(StateForm.readText(in));
    }
    List<Waiting> undelivered = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_THINGS); left > 0; left--) {
      undelivered.add(new Waiting(StateForm.readText(in), in.readLong()));
    }
    return new StateDescription(written, last, evaluated, total, sources, firing, undelivered);
  }

  private static void writeTime(DataOutput out, @Nullable Instant time) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    }
  }

  private static @Nullable Instant readTime(DataInput in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochSecond(in.readLong(), in.readInt()) : null;
  }
}
