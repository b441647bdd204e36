package io.github.simplehttpmonitor.benchmarks.mutate;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A parser and what became of the lines it got. Not thread-safe. */
final class Subject {

  private static final Instant REFERENCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> OTHERS =
      List.of(
          "docker:combined",
          "journald:combined",
          "cri:combined",
          "compose:combined",
          "syslog:combined",
          "apache:%{%Y-%m-%d %T}t.%{msec_frac}t %h \"%r\" %>s %b \"%{X}i\" %D",
          "nginx:$remote_addr [$time_iso8601] \"$request\" $status $upstream_addr"
              + " $upstream_response_time");

  final String name;
  final byte[] head;
  private final Fields fields;
  private final LineParser parser;
  private final AccessRecord record;
  long lines;
  long nanos;
  long parsed;
  long hash;

  private Subject(String name, LogFormat format, String example) {
    this.name = name;
    this.head = example.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    this.fields = Fields.of(format.fields());
    this.parser =
        format.newParser(new ParserContext(fields, ZoneOffset.UTC, REFERENCE, Mutator.MAX_BYTES));
    this.record = new AccessRecord(fields);
  }

  /** {@return all formats that need no definition, and some with one} */
  static List<Subject> all() {
    List<Subject> all = new ArrayList<>();
    FormatRegistry registry = FormatRegistry.builtIn();
    for (LogFormatProvider provider : registry.providers()) {
      if (provider.isDetectable()) {
        all.add(
            new Subject(provider.name(), registry.create(provider.name()), provider.exampleLine()));
      }
    }
    String combined = all.get(0).line();
    OTHERS.forEach(spec -> all.add(new Subject(spec, registry.create(spec), combined)));
    return all;
  }

  private String line() {
    return new String(head, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Reads one line; its slices have to lie in their buffers, its column in the line. */
  int read(byte[] b, int from, int to) {
    int code = parser.parse(b, from, to, record);
    if (LineResult.isMalformed(code)) {
      int column = LineResult.column(code);
      if (column < 0 || column > to - from) {
        throw new IllegalStateException("column " + column + " of " + (to - from));
      }
    }
    long seen = code;
    for (int slot = 0; slot < fields.size() && code == LineResult.PARSED; slot++) {
      if (record.has(slot)) {
        int start = record.from(slot);
        int end = record.to(slot);
        boolean raw = record.isRaw(slot);
        if (start > end
            || end > record.buffer(slot).length
            || (raw && record.buffer(slot) == b && (start < from || end > to))) {
          throw new IllegalStateException(fields.list().get(slot) + " is " + start + "-" + end);
        }
        seen = seen * 31 + record.hash(slot);
      }
    }
    if (code == LineResult.PARSED) {
      seen = seen * 31 + record.timeMicros() + record.status() + record.bytes();
      seen = seen * 31 + record.durationMicros() + (record.isCut() ? 1 : 0);
      seen += record.hasExtraFields() ? 7 : 0;
    }
    hash = hash * 31 + seen;
    return code;
  }

  /** Reads the lines of a block and takes the time. */
  void time(byte[] b, int[] starts, int[] ends, int count) {
    long begin = System.nanoTime();
    long ok = 0;
    for (int i = 0; i < count; i++) {
      ok += parser.parse(b, starts[i], ends[i], record) == LineResult.PARSED ? 1 : 0;
    }
    nanos += System.nanoTime() - begin;
    parsed += ok;
    lines += count;
  }

  /** Forgets what earlier lines said. */
  void reset() {
    parser.restore(io.github.simplehttpmonitor.parser.ParserState.NONE);
  }
}
