package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.appender.Redaction;
import io.github.simplehttpmonitor.core.event.Evidence;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts who and what made the requests of a window and of the one before. */
final class EvidenceTally {

  private static final int SAMPLES = 3;

  private static final String SECTION = "section";

  private final long start;
  private final long window;
  private final Map<String, Map<String, long[]>> counts = new LinkedHashMap<>();
  private final List<String> samples = new ArrayList<>();
  private List<String> newest = new ArrayList<>();
  private long requests;
  private long before;

  /**
   * Makes an empty one.
   *
   * @param end the end of the window, in microseconds
   * @param query what the rule measures; the keys it groups by are the same for all requests
   */
  EvidenceTally(long end, Query query) {
    this.window = query.window().toSeconds() * 1_000_000;
    this.start = end - window;
    Set<String> same = query.groupBy().stream().map(key -> key.name()).collect(Collectors.toSet());
    for (String name :
        List.of(SECTION, Field.CLIENT.name(), Field.STATUS.name(), Field.PATH.name())) {
      if (!same.contains(name)) {
        counts.put(name, new HashMap<>());
      }
    }
  }

  /** {@return the first moment of the window before} */
  long beginning() {
    return start - window;
  }

  /** Counts a request that passes the rule's filter and group, whatever its time. */
  void add(AccessRecord record, String line) {
    long time = record.timeMicros();
    if (time < beginning() || time >= start + window) {
      return;
    }
    boolean now = time >= start;
    requests += now ? 1 : 0;
    before += now ? 0 : 1;
    counts.forEach(
        (name, values) -> {
          String value = value(record, name);
          if (value != null) {
            values.computeIfAbsent(value, unknown -> new long[2])[now ? 0 : 1]++;
          }
        });
    if (now) {
      newest.add(line);
      if (newest.size() > SAMPLES) {
        newest.remove(0);
      }
    }
  }

  private static @Nullable String value(AccessRecord record, String name) {
    if (name.equals(Field.STATUS.name())) {
      return record.status() < 0 ? null : Integer.toString(record.status());
    }
    if (!name.equals(SECTION)) {
      return record.text(Field.of(name));
    }
    String path = record.text(Field.PATH);
    if (path == null) {
      return null;
    }
    int slash = path.indexOf('/', 1);
    return slash < 0 ? path : path.substring(0, slash);
  }

  /** Ends a block, before which the next one lies in the log. */
  void blockEnd() {
    newest.addAll(samples);
    samples.clear();
    samples.addAll(newest.subList(Math.max(0, newest.size() - SAMPLES), newest.size()));
    newest = new ArrayList<>();
  }

  Evidence evidence(boolean partial) {
    List<Evidence.Top> tops = new ArrayList<>();
    counts.forEach((name, values) -> addTop(tops, name, values));
    return new Evidence(
        requests, before, partial, tops, samples.stream().map(Redaction::redact).toList());
  }

  private void addTop(List<Evidence.Top> tops, String name, Map<String, long[]> values) {
    Map.Entry<String, long[]> top = null;
    for (Map.Entry<String, long[]> entry : values.entrySet()) {
      long more = top == null ? 1 : entry.getValue()[0] - top.getValue()[0];
      if (top == null || more > 0 || (more == 0 && entry.getKey().compareTo(top.getKey()) < 0)) {
        top = entry;
      }
    }
    if (top == null || top.getValue()[0] == 0) {
      return;
    }
    long now = top.getValue()[0];
    long then = top.getValue()[1];
    tops.add(
        new Evidence.Top(
            name,
            top.getKey(),
            now,
            (double) now / requests,
            then,
            before == 0 ? null : (double) then / before));
  }
}
