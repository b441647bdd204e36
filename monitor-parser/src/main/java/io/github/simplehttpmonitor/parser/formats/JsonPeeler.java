package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a line out of a JSON object that holds it as text: Docker's json-file driver ({@code log},
 * {@code stream}, {@code time}; <a
 * href="https://docs.docker.com/engine/logging/drivers/json-file/">docs.docker.com</a>) and the
 * journal's export as JSON ({@code MESSAGE}, as text or as an array of bytes, and {@code
 * __REALTIME_TIMESTAMP}; <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">systemd.io</a>).
 */
final class JsonPeeler extends Peeler {

  /** The names of the members that matter. */
  private final byte[] bodyName;

  private final byte[] timeName;
  private final boolean docker;
  private final TimeReader time;
  private final JsonCursor cursor = new JsonCursor();
  private byte[] decoded = new byte[256];

  private JsonPeeler(String bodyName, String timeName, boolean docker, TimeReader time) {
    this.bodyName = bodyName.getBytes(StandardCharsets.US_ASCII);
    this.timeName = timeName.getBytes(StandardCharsets.US_ASCII);
    this.docker = docker;
    this.time = time;
  }

  static JsonPeeler docker(ParserContext context) {
    return new JsonPeeler("log", "time", true, TimeSpec.ISO.newReader(context.zone()));
  }

  static JsonPeeler journald(ParserContext context) {
    return new JsonPeeler(
        "MESSAGE", "__REALTIME_TIMESTAMP", false, TimeSpec.EPOCH_MICROS.newReader(context.zone()));
  }

  private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);

  @Override
  int peel(byte[] b, int from, int to) {
    clear();
    int length = -1;
    boolean known = false;
    if (!cursor.begin(b, from, to)) {
      return from;
    }
    while (cursor.next()) {
      int valueFrom = cursor.valueFrom;
      int valueTo = cursor.valueTo;
      if (cursor.nameIs(bodyName)) {
        length = text(b, valueFrom, valueTo);
        if (length < 0) {
          return valueFrom;
        }
      } else if (cursor.nameIs(timeName) && valueTo - valueFrom > 2 && b[valueFrom] == '"') {
        if (time.read(b, valueFrom + 1, valueTo - 1) == valueTo - 1) {
          timeMicros = time.micros;
          timeFrom = valueFrom + 1;
          timeTo = valueTo - 1;
          known = true;
        }
      } else if (docker && cursor.nameIs(STREAM)) {
        known = true;
        stream = valueTo - valueFrom == 8 && b[valueFrom + 4] == 'e' ? 1 : 0;
      }
    }
    if (cursor.misfit >= 0) {
      return cursor.misfit;
    }
    if (length < 0 || !known) {
      return from;
    }
    finish(length);
    return PEELED;
  }

  private void finish(int length) {
    int end = length;
    if (docker) {
      partial = end == 0 || decoded[end - 1] != '\n';
    }
    if (end > 0 && decoded[end - 1] == '\n') {
      end--;
      end -= end > 0 && decoded[end - 1] == '\r' ? 1 : 0;
    }
    body = decoded;
    bodyFrom = 0;
    bodyTo = end;
  }

  /** Decodes a value to {@link #decoded}; returns its length, or -1 if it is no text. */
  private int text(byte[] b, int from, int to) {
    if (decoded.length < to - from) {
      decoded = Arrays.copyOf(decoded, Math.max(to - from, 2 * decoded.length));
    }
    if (b[from] == '"') {
      return JsonCursor.decode(b, from + 1, to - 1, decoded);
    }
    return b[from] == '[' ? bytes(b, from + 1, to - 1) : -1;
  }

  /** Decodes an array of numbers from 0 to 255, or from -128. */
  private int bytes(byte[] b, int from, int to) {
    int length = 0;
    int at = from;
    while (at < to) {
      int comma = Bytes.indexOf(b, at, to, ',');
      int end = comma < 0 ? to : comma;
      int first = skipSpaces(b, at, end);
      int last = end;
      while (last > first && b[last - 1] <= ' ') {
        last--;
      }
      boolean negative = first < last && b[first] == '-';
      long value = Numbers.whole(b, negative ? first + 1 : first, last);
      if (value < 0 || value > 255) {
        return -1;
      }
      decoded[length++] = (byte) (negative ? -value : value);
      at = end + 1;
    }
    return length;
  }
}
