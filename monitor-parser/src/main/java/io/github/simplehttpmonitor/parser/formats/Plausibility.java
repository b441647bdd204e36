package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LogFormat;

/** Whether the fields of a record hold what such fields hold. */
final class Plausibility {

  /** What a well-known field counts where a format's own field counts one. */
  private static final int WELL_KNOWN = 100;

  private static final long EARLIEST = 631_152_000_000_000L;
  private static final long LATEST = 4_102_444_800_000_000L;

  private final Fields fields;
  private final int[] weights;
  private final int client;
  private final int user;
  private final int ident;
  private final int path;
  private final int method;
  private final int virtualHost;
  private final int forwardedFor;
  private final int userAgent;
  private final int referer;

  Plausibility(LogFormat format) {
    fields = Fields.of(format.fields());
    weights = new int[fields.size()];
    for (int slot = 0; slot < weights.length; slot++) {
      weights[slot] = Field.wellKnown().contains(fields.list().get(slot)) ? WELL_KNOWN : 1;
    }
    client = fields.slot(Field.CLIENT);
    user = fields.slot(Field.USER);
    ident = fields.slot(Field.IDENT);
    path = fields.slot(Field.PATH);
    method = fields.slot(Field.METHOD);
    virtualHost = fields.slot(Field.VIRTUAL_HOST);
    forwardedFor = fields.slot(Field.FORWARDED_FOR);
    userAgent = fields.slot(Field.USER_AGENT);
    referer = fields.slot(Field.REFERER);
  }

  /** {@return all fields of the format} */
  Fields fields() {
    return fields;
  }

  /** {@return how many fields there are, the well-known ones in hundreds} */
  int filled(AccessRecord record) {
    int sum = 0;
    for (int slot = 0; slot < weights.length; slot++) {
      sum += record.has(slot) ? weights[slot] : 0;
    }
    return sum;
  }

  /** {@return how many fields there are that hold what they hardly can} */
  int implausible(AccessRecord record) {
    long time = record.timeMicros();
    int status = record.status();
    int count = holdsAny(record, client, " \"[]{}(),;=/") ? 1 : 0;
    count += holdsAny(record, user, " ") ? 1 : 0;
    count += record.has(ident) ? 1 : 0;
    count += isAddress(record, virtualHost) && !isAddress(record, client) ? 1 : 0;
    count += record.has(path) && !startsLikePath(record) ? 1 : 0;
    count += holdsAny(record, method, ".:/0123456789") ? 1 : 0;
    count += holdsAny(record, virtualHost, " \",/=;()") ? 1 : 0;
    count += holdsAny(record, forwardedFor, "\"/=;()") ? 1 : 0;
    count += isNumber(record, userAgent) ? 1 : 0;
    // A quote that is not escaped may be the end of this field and the start of another one.
    count += holdsAny(record, userAgent, "\"") && record.isRaw(userAgent) ? 1 : 0;
    count += holdsAny(record, referer, "\"") && record.isRaw(referer) ? 1 : 0;
    count += time == AccessRecord.ABSENT || time < EARLIEST || time > LATEST ? 1 : 0;
    // 0 is what Caddy and others log where nothing was sent.
    count += status > 0 && (status < 100 || status > 999) ? 1 : 0;
    return count;
  }

  private boolean startsLikePath(AccessRecord record) {
    int from = record.from(path);
    return record.to(path) == from
        || record.buffer(path)[from] == '/'
        || record.buffer(path)[from] == '*';
  }

  /** Whether the field is there and looks like an IP address, perhaps with a port. */
  private static boolean isAddress(AccessRecord record, int slot) {
    if (!record.has(slot)) {
      return false;
    }
    byte[] buffer = record.buffer(slot);
    int separators = 0;
    for (int i = record.from(slot); i < record.to(slot); i++) {
      byte b = buffer[i];
      boolean separator = b == '.' || b == ':';
      separators += separator ? 1 : 0;
      int lower = b | 0x20;
      if (!separator && !TimeReader.isDigit(b) && (lower < 'a' || lower > 'f')) {
        return false;
      }
    }
    return separators >= 2;
  }

  private static boolean isNumber(AccessRecord record, int slot) {
    if (!record.has(slot) || record.to(slot) == record.from(slot)) {
      return false;
    }
    byte[] buffer = record.buffer(slot);
    for (int i = record.from(slot); i < record.to(slot); i++) {
      if (!TimeReader.isDigit(buffer[i]) && buffer[i] != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean holdsAny(AccessRecord record, int slot, String chars) {
    if (!record.has(slot)) {
      return false;
    }
    byte[] buffer = record.buffer(slot);
    for (int i = record.from(slot); i < record.to(slot); i++) {
      if (chars.indexOf(buffer[i]) >= 0) {
        return true;
      }
    }
    return false;
  }
}
