package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Evidence;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary form of an event of an alert that waits for its delivery. */
public final class AlertForm {

  private static final int MAX_PARTS = 100_000;

  private AlertForm() {}

  /** Writes an event. */
  public static void write(DataOutput out, AlertEvent event) throws IOException {
    StateForm.writeText(out, event.rule());
    writeMap(out, event.group());
    StateForm.writeText(out, event.severity().name());
    StateForm.writeText(out, event.state().name());
    writeTime(out, event.at());
    writeTime(out, event.startedAt());
    out.writeDouble(event.value());
    out.writeDouble(event.threshold());
    out.writeLong(event.hits());
    writeMap(out, event.labels());
    StateForm.writeText(out, event.summary());
    writeTime(out, event.observedAt());
    Evidence evidence = event.evidence();
    out.writeBoolean(evidence != null);
    if (evidence != null) {
      write(out, evidence);
    }
  }

  private static void write(DataOutput out, Evidence evidence) throws IOException {
    out.writeLong(evidence.requests());
    out.writeLong(evidence.before());
    out.writeBoolean(evidence.partial());
    out.writeInt(evidence.tops().size());
    for (Evidence.Top top : evidence.tops()) {
      StateForm.writeText(out, top.field());
      StateForm.writeText(out, top.value());
      out.writeLong(top.requests());
      out.writeDouble(top.share());
      out.writeLong(top.before());
      Double before = top.shareBefore();
      out.writeDouble(before == null ? Double.NaN : before);
    }
    out.writeInt(evidence.samples().size());
    for (String sample : evidence.samples()) {
      StateForm.writeText(out, sample);
    }
  }

  /** {@return an event} */
  public static AlertEvent read(DataInput in) throws IOException {
    String rule = StateForm.readText(in);
    Map<String, String> group = readMap(in);
    Severity severity = Severity.valueOf(StateForm.readText(in));
    AlertEvent.State state = AlertEvent.State.valueOf(StateForm.readText(in));
    AlertEvent event =
        new AlertEvent(
            rule,
            group,
            severity,
            state,
            readKnownTime(in),
            readKnownTime(in),
            in.readDouble(),
            in.readDouble(),
            in.readLong(),
            readMap(in),
            StateForm.readText(in),
            null,
            readTime(in));
    return in.readBoolean() ? event.withEvidence(readEvidence(in)) : event;
  }

  private static Evidence readEvidence(DataInput in) throws IOException {
    long requests = in.readLong();
    long before = in.readLong();
    boolean partial = in.readBoolean();
    List<Evidence.Top> tops = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_PARTS); left > 0; left--) {
      String field = StateForm.readText(in);
      String value = StateForm.readText(in);
      long count = in.readLong();
      double share = in.readDouble();
      long countBefore = in.readLong();
      double shareBefore = in.readDouble();
      tops.add(
          new Evidence.Top(
              field,
              value,
              count,
              share,
              countBefore,
              Double.isNaN(shareBefore) ? null : (Double) shareBefore));
    }
    List<String> samples = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_PARTS); left > 0; left--) {
      samples.add(StateForm.readText(in));
    }
    return new Evidence(requests, before, partial, tops, samples);
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

  private static Instant readKnownTime(DataInput in) throws IOException {
    Instant time = readTime(in);
    if (time == null) {
      throw new IOException("an event without its time");
    }
    return time;
  }

  private static void writeMap(DataOutput out, Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      StateForm.writeText(out, entry.getKey());
      StateForm.writeText(out, entry.getValue());
    }
  }

  private static Map<String, String> readMap(DataInput in) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (int left = StateForm.readCount(in, MAX_PARTS); left > 0; left--) {
      String key = StateForm.readText(in);
      map.put(key, StateForm.readText(in));
    }
    return map;
  }
}
