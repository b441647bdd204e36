package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.appender.Anonymizer;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.Routes;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Writes the key of a record's group: a mark, then for each part its length plus one and its bytes,
 * or a zero if it is not there. Not thread-safe.
 */
final class GroupKeys {

  /** How much of a value tells groups apart. */
  static final int MAX_VALUE = 256;

  private static final int MARK = 1;

  /** The key of all requests, where there are no groups. */
  static final byte[] NO_GROUP = {MARK};

  private static final int HEADER = 2;

  private final Part[] parts;
  byte[] buffer;
  int length;

  /** Writes one part of the key. */
  private interface Part {
    void write(GroupKeys target, AccessRecord record);
  }

  GroupKeys(List<GroupKey> keys, Fields slots) {
    parts = keys.stream().map(key -> anonymous(key, part(key, slots))).toArray(Part[]::new);
    buffer = new byte[1 + parts.length * (HEADER + MAX_VALUE)];
  }

  private static Part anonymous(GroupKey key, Part part) {
    if (key.anonymity() == 0) {
      return part;
    }
    Anonymizer anonymizer = new Anonymizer(key.anonymity());
    return (target, record) -> {
      int start = target.length;
      part.write(target, record);
      target.anonymize(anonymizer, start);
    };
  }

  private void anonymize(Anonymizer anonymizer, int start) {
    int from = start + HEADER;
    if (Bytes.indexOf(buffer, from, length, '.') < 0
        && Bytes.indexOf(buffer, from, length, ':') < 0) {
      return;
    }
    String text = new String(buffer, from, length - from, StandardCharsets.UTF_8);
    String safe = anonymizer.anonymize(text);
    if (!safe.equals(text)) {
      byte[] bytes = safe.getBytes(StandardCharsets.UTF_8);
      length = start;
      put(bytes, 0, bytes.length);
    }
  }

  private static Part part(GroupKey key, Fields slots) {
    int slot = slots.slot(key.field());
    return switch (key.derivation()) {
      case SECTION -> (target, record) -> target.section(record, slot);
      case STATUS_CLASS -> GroupKeys::statusClass;
      case PATTERNS -> {
        Routes routes = new Routes(key.patterns());
        yield (target, record) -> target.route(routes, record, slot);
      }
      case VALUE -> {
        if (Numbers.isNumber(key.field())) {
          ToLongFunction<AccessRecord> number = Numbers.of(key.field());
          yield (target, record) -> target.number(number.applyAsLong(record));
        }
        yield (target, record) -> target.text(record, slot);
      }
    };
  }

  /** Writes the key of a record. */
  void write(AccessRecord record) {
    buffer[0] = MARK;
    length = 1;
    for (Part part : parts) {
      part.write(this, record);
    }
  }

  private void text(AccessRecord record, int slot) {
    if (record.has(slot)) {
      put(record.buffer(slot), record.from(slot), record.to(slot));
    } else {
      absent();
    }
  }

  private void section(AccessRecord record, int slot) {
    if (!record.has(slot)) {
      absent();
      return;
    }
    byte[] b = record.buffer(slot);
    int from = record.from(slot);
    int to = record.to(slot);
    int start = from < to && b[from] == '/' ? from + 1 : from;
    int slash = Bytes.indexOf(b, start, to, '/');
    int end = Math.min(slash < 0 ? to : slash, start + MAX_VALUE - 1);
    header(end - start + 1);
    buffer[length++] = '/';
    System.arraycopy(b, start, buffer, length, end - start);
    length += end - start;
  }

  private static void statusClass(GroupKeys target, AccessRecord record) {
    int status = record.status();
    if (status < 100 || status > 999) {
      target.absent();
      return;
    }
    target.header(3);
    target.buffer[target.length++] = (byte) ('0' + status / 100);
    target.buffer[target.length++] = 'x';
    target.buffer[target.length++] = 'x';
  }

  private void route(Routes routes, AccessRecord record, int slot) {
    if (!record.has(slot)) {
      absent();
      return;
    }
    int size = routes.write(record.buffer(slot), record.from(slot), record.to(slot));
    put(routes.buffer(), 0, size);
  }

  private void number(long value) {
    if (value == AccessRecord.ABSENT) {
      absent();
      return;
    }
    int digits = 1;
    for (long rest = value; rest > 9 || rest < -9; rest /= 10) {
      digits++;
    }
    int size = digits + (value < 0 ? 1 : 0);
    header(size);
    long rest = value;
    for (int i = length + size - 1; i >= length + size - digits; i--) {
      buffer[i] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    }
    if (value < 0) {
      buffer[length] = '-';
    }
    length += size;
  }

  private void put(byte[] b, int from, int to) {
    int size = Math.min(to - from, MAX_VALUE);
    header(size);
    System.arraycopy(b, from, buffer, length, size);
    length += size;
  }

  private void header(int size) {
    int code = size + 1;
    buffer[length++] = (byte) (code >> 8);
    buffer[length++] = (byte) code;
  }

  private void absent() {
    buffer[length++] = 0;
    buffer[length++] = 0;
  }

  /** {@return a key's values by the names of its parts; of what was folded, that of the rest} */
  static Map<String, String> labels(byte[] key, List<String> names, String other) {
    Map<String, String> labels = new LinkedHashMap<>();
    int at = 1;
    for (String name : names) {
      if (key.length == 0) {
        labels.put(name, other);
        continue;
      }
      int size = ((key[at] & 0xFF) << 8 | (key[at + 1] & 0xFF)) - 1;
      at += HEADER;
      labels.put(
          name, size < 0 ? "-" : Bytes.toText(Arrays.copyOfRange(key, at, at + size), 0, size));
      at += Math.max(0, size);
    }
    return labels;
  }
}
