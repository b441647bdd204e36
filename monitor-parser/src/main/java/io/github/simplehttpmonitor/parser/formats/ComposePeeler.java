package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;

/**
 * Takes off what {@code docker compose logs} ({@code NAME | LINE}) and {@code kubectl logs
 * --prefix} ({@code [pod/POD/CONTAINER] LINE}) put before lines, and the time that both and {@code
 * docker logs} put there with {@code --timestamps}.
 */
final class ComposePeeler extends Peeler {

  private static final int MAX_NAME = 128;
  private static final byte[] POD = {'[', 'p', 'o', 'd', '/'};

  private final TimeReader iso;

  ComposePeeler(ParserContext context) {
    iso = TimeSpec.ISO.newReader(context.zone());
  }

  @Override
  int peel(byte[] b, int from, int to) {
    clear();
    int limit = Math.min(to, from + MAX_NAME);
    int at = from;
    if (Bytes.startsWith(b, from, to, POD)) {
      int close = Bytes.indexOf(b, from, limit, ']');
      at = close < 0 ? from : close + 1;
    } else {
      int bar = Bytes.indexOf(b, from, limit, '|');
      if (bar > from + 1 && isName(b, from, bar)) {
        at = afterColour(b, bar + 1, to);
      }
    }
    boolean named = at > from;
    if (named && at < to && b[at] == ' ') {
      at++;
    }
    int end = time(iso, b, at, to);
    if (end >= 0) {
      return peeled(b, Math.min(to, end + 1), to);
    }
    return named ? peeled(b, at, to) : from;
  }

  /** Whether there is a name of a service, padded with spaces, perhaps in colour. */
  private static boolean isName(byte[] b, int from, int to) {
    int at = afterColour(b, from, to);
    int start = at;
    while (at < to && (isWord(b[at]) || b[at] == '-' || b[at] == '.' || b[at] == '/')) {
      at++;
    }
    if (at == start) {
      return false;
    }
    int spaces = skipSpaces(b, at, to);
    return spaces > at && afterColour(b, spaces, to) == to;
  }

  private static boolean isWord(byte c) {
    int lower = c | 0x20;
    return (lower >= 'a' && lower <= 'z') || TimeReader.isDigit(c) || c == '_';
  }

  /** The index after an escape sequence that sets a colour (ECMA-48, SGR). */
  private static int afterColour(byte[] b, int from, int to) {
    if (to - from < 3 || b[from] != 0x1B || b[from + 1] != '[') {
      return from;
    }
    int at = from + 2;
    while (at < to && (TimeReader.isDigit(b[at]) || b[at] == ';')) {
      at++;
    }
    return at < to && b[at] == 'm' ? at + 1 : from;
  }
}
