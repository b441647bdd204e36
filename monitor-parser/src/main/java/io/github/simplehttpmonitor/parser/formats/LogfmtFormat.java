package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.MalformedReason;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code key=value} and {@code key="value"}, in any order (<a
 * href="https://brandur.org/logfmt">logfmt</a>), among them those of Heroku's router (<a
 * href="https://devcenter.heroku.com/articles/http-routing#heroku-router-log-format">devcenter.heroku.com</a>).
 * A line is a request if it has a status or a path.
 */
final class LogfmtFormat implements LogFormat {

  /** How the value of a key is read. */
  private enum Role {
    TEXT,
    TARGET,
    STATUS,
    SIZE,
    DURATION,
    TIME,
    FORWARDED
  }

  /** A key that is looked at. */
  private record Key(String name, Role role, Field field) {}

  private static final Map<String, Field> TEXTS =
      Map.ofEntries(
          Map.entry("method", Field.METHOD),
          Map.entry("http_method", Field.METHOD),
          Map.entry("host", Field.VIRTUAL_HOST),
          Map.entry("dyno", Field.UPSTREAM),
          Map.entry("upstream", Field.UPSTREAM),
          Map.entry("protocol", Field.PROTOCOL),
          Map.entry("proto", Field.PROTOCOL),
          Map.entry("remote_addr", Field.CLIENT),
          Map.entry("remote_ip", Field.CLIENT),
          Map.entry("client_ip", Field.CLIENT),
          Map.entry("client", Field.CLIENT),
          Map.entry("ip", Field.CLIENT),
          Map.entry("user", Field.USER),
          Map.entry("username", Field.USER),
          Map.entry("user_agent", Field.USER_AGENT),
          Map.entry("referer", Field.REFERER),
          Map.entry("referrer", Field.REFERER),
          Map.entry("request_id", Field.of("requestId")),
          Map.entry("tls_version", Field.TLS_VERSION),
          Map.entry("code", Field.of("code")));

  private final String name;
  private final List<Key> keys;

  private LogfmtFormat(String name, List<Key> keys) {
    this.name = name;
    this.keys = keys;
  }

  static LogfmtFormat generic() {
    return new LogfmtFormat(
        "logfmt", keys("duration", "duration_ms", "elapsed", "took", "latency"));
  }

  /** Of Heroku's router: a request takes as long as it takes to connect and to be served. */
  static LogfmtFormat heroku() {
    return new LogfmtFormat("heroku-router", keys("connect", "service"));
  }

  private static List<Key> keys(String... durations) {
    List<Key> keys = new java.util.ArrayList<>();
    TEXTS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(text -> keys.add(new Key(text.getKey(), Role.TEXT, text.getValue())));
    for (String key : List.of("path", "uri", "url", "request_uri")) {
      keys.add(new Key(key, Role.TARGET, Field.TARGET));
    }
    for (String key : List.of("status", "status_code", "http_status")) {
      keys.add(new Key(key, Role.STATUS, Field.STATUS));
    }
    for (String key : List.of("bytes", "size", "bytes_sent", "response_size")) {
      keys.add(new Key(key, Role.SIZE, Field.BYTES));
    }
    for (String key : List.of("time", "ts", "timestamp", "t")) {
      keys.add(new Key(key, Role.TIME, Field.TIME));
    }
    for (String key : durations) {
      keys.add(new Key(key, Role.DURATION, Field.DURATION));
    }
    keys.add(new Key("fwd", Role.FORWARDED, Field.FORWARDED_FOR));
    return List.copyOf(keys);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    fields.add(Field.TIME);
    keys.forEach(key -> fields.add(key.field()));
    fields.addAll(List.of(Field.PATH, Field.QUERY, Field.CLIENT));
    return List.copyOf(fields);
  }

  @Override
  public LineParser newParser(ParserContext context) {
    return new Parser(keys, context);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Walks over the pairs of a line. */
  private static final class Parser implements LineParser {
    private final Key[] keys;

    /** The keys by their names; a node's value is the index of its key. */
    private final JsonNode names = new JsonNode();

    private final boolean[] millis;
    private final int[] slots;
    private final int clientSlot;
    private final RequestLine requestLine;
    private final TimeReader iso;
    private final TimeReader epoch;
    private boolean escapes;
    private boolean isRequest;
    private long duration;

    Parser(List<Key> keys, ParserContext context) {
      Fields fields = context.fields();
      this.keys = keys.toArray(new Key[0]);
      this.millis = new boolean[this.keys.length];
      for (int i = 0; i < this.keys.length; i++) {
        names.addMember(this.keys[i].name()).value = i;
        millis[i] = this.keys[i].name().endsWith("_ms");
      }
      this.slots = keys.stream().mapToInt(key -> fields.slot(key.field())).toArray();
      this.clientSlot = fields.slot(Field.CLIENT);
      this.requestLine = new RequestLine(fields);
      this.iso = TimeSpec.ISO.newReader(context.zone());
      this.epoch = TimeSpec.EPOCH.newReader(context.zone());
    }

    @Override
    public int parse(byte[] b, int from, int to, AccessRecord record) {
      record.reset(b);
      isRequest = false;
      duration = AccessRecord.ABSENT;
      int at = skipBlanks(b, from, to);
      if (at == to) {
        return LineResult.IGNORED;
      }
      while (at < to) {
        int end = keyEnd(b, at, to);
        if (end == at) {
          return LineResult.malformed(MalformedReason.SEPARATOR, at - from);
        }
        if (end == to || b[end] != '=') {
          at = skipBlanks(b, end, to);
          continue;
        }
        boolean quoted = end + 1 < to && b[end + 1] == '"';
        int valueFrom = quoted ? end + 2 : end + 1;
        int valueTo = quoted ? quotedEnd(b, valueFrom, to) : plainEnd(b, valueFrom, to);
        MalformedReason reason = pair(b, at, end, valueFrom, valueTo, record);
        if (reason != null) {
          return LineResult.malformed(reason, valueFrom - from);
        }
        at = skipBlanks(b, Math.min(to, quoted ? valueTo + 1 : valueTo), to);
      }
      if (duration != AccessRecord.ABSENT) {
        record.setDurationMicros(duration);
      }
      return isRequest ? LineResult.PARSED : LineResult.malformed(MalformedReason.NOT_HTTP, 0);
    }

    private @Nullable MalformedReason pair(
        byte[] b, int keyFrom, int keyTo, int from, int to, AccessRecord record) {
      JsonNode key = names.member(b, keyFrom, keyTo);
      return key == null || from == to || (to - from == 1 && b[from] == '-')
          ? null
          : value(key.value, b, from, to, record);
    }

    private @Nullable MalformedReason value(
        int index, byte[] b, int from, int to, AccessRecord record) {
      Key key = keys[index];
      int slot = slots[index];
      switch (key.role()) {
        case TEXT, TARGET -> {
          isRequest |= key.role() == Role.TARGET;
          text(key.role() == Role.TARGET, slot, b, from, to, record);
        }
        case FORWARDED -> {
          record.setSlice(slot, from, to);
          int comma = Bytes.lastIndexOf(b, from, to, ',');
          int last = comma < 0 ? from : skipBlanks(b, comma + 1, to);
          record.setSlice(clientSlot, last, to);
        }
        case STATUS -> {
          isRequest = true;
          return Values.status(slot, b, from, to, record);
        }
        case SIZE -> {
          return Values.size(Field.BYTES, slot, b, from, to, record);
        }
        case TIME -> {
          TimeReader reader = to - from > 4 && b[from + 4] == '-' ? iso : epoch;
          if (reader.read(b, from, to) != to) {
            return MalformedReason.TIME;
          }
          record.setTimeMicros(reader.micros);
          record.setSlice(slot, from, to);
        }
        case DURATION -> {
          long micros = Values.duration(b, from, to, millis[index] ? 1_000 : 0);
          if (micros < 0) {
            return MalformedReason.NUMBER;
          }
          long before = duration == AccessRecord.ABSENT ? 0 : duration;
          duration = Math.min(before, Long.MAX_VALUE / 2) + micros;
          record.setSlice(slot, from, to);
        }
      }
      return null;
    }

    private void text(boolean target, int slot, byte[] b, int from, int to, AccessRecord record) {
      if (slot < 0 && !(target && requestLine.isWanted())) {
        return;
      }
      byte[] bytes = b;
      int start = from;
      int end = to;
      boolean scratch = escapes && Bytes.indexOf(b, from, to, '\\') >= 0;
      if (scratch) {
        start = record.reserveScratch(to - from);
        bytes = record.scratch();
        end = Escapes.decode(b, from, to, bytes, start);
        record.setScratchSlice(slot, start, end);
      } else {
        record.setSlice(slot, from, to);
      }
      if (target) {
        requestLine.target(bytes, start, end, scratch, record);
      }
    }

    private static int keyEnd(byte[] b, int from, int to) {
      int at = from;
      while (at < to && b[at] > ' ' && b[at] != '=' && b[at] != '"') {
        at++;
      }
      return at;
    }

    private int plainEnd(byte[] b, int from, int to) {
      escapes = false;
      int at = from;
      while (at < to && b[at] != ' ' && b[at] != '\t' && b[at] != '\r') {
        at++;
      }
      return at;
    }

    private int quotedEnd(byte[] b, int from, int to) {
      escapes = false;
      for (int p = Bytes.indexOfEither(b, from, to, '"', '\\');
          p >= 0;
          p = Bytes.indexOfEither(b, p + 2, to, '"', '\\')) {
        if (b[p] == '"') {
          return p;
        }
        escapes = true;
      }
      return to;
    }

    private static int skipBlanks(byte[] b, int from, int to) {
      int at = from;
      while (at < to && (b[at] == ' ' || b[at] == '\t' || b[at] == '\r')) {
        at++;
      }
      return at;
    }
  }
}
