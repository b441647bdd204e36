package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.formats.Element.Kind;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The fields from client to size that nearly every definition has in the order of the common log
 * format, read in one go where a line has them in their usual form. Whatever is unusual about a
 * line is left to the walk over the elements, which finds the same in all that is read here. This
 * class contains ugly, performance-optimized code.
 */
final class CommonHead {

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LOWS = ~HIGHS;
  private static final long SPACES = ' ' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long QUESTION_MARKS = '?' * ONES;

  /** Bytes below this one end a target or are unusual in it: blank, quote, number sign. */
  private static final long AFTER_NUMBER_SIGN = 0x24 * ONES;

  /** {@code " - - ["}, what is between most clients and the time. */
  private static final long NOBODY = 0x5B_20_2D_20_2D_20L;

  private static final long SIX_BYTES = 0xFFFF_FFFF_FFFFL;

  /** {@code ] "}. */
  private static final long AFTER_TIME = 0x22_20_5DL;

  private static final long THREE_BYTES = 0xFF_FFFFL;
  private static final long FOUR_BYTES = 0xFFFF_FFFFL;

  private static final long GET = 0x20_54_45_47L;
  private static final long POST = 0x54_53_4F_50L;
  private static final long HEAD = 0x44_41_45_48L;

  /** {@code " HTTP/1."}. */
  private static final long PROTOCOL = 0x2E_31_2F_50_54_54_48_20L;

  /** Quote, blank, three digits, blank. */
  private static final long STATUS_FORM = 0x20_30_30_30_20_22L;

  private static final long STATUS_MASK = 0xFF_F0_F0_F0_FF_FFL;
  private static final long STATUS_CARRY = 0x00_06_06_06_00_00L;

  /** The index of the first of the elements that are read here. */
  final int first;

  /** The index of the last one, the size. */
  final int last;

  private final TimeReader time;
  private final int clientSlot;
  private final int userSlot;
  private final int timeSlot;
  private final int requestSlot;
  private final int methodSlot;
  private final int targetSlot;
  private final int pathSlot;
  private final int querySlot;
  private final int protocolSlot;
  private final int statusSlot;
  private final int sizeSlot;
  private final boolean sizeIsBytes;

  private CommonHead(
      Element[] elements, @Nullable TimeReader[] times, int first, int user, Fields fields) {
    TimeReader reader = times[user + 1];
    if (reader == null) {
      throw new IllegalStateException("a time without a reader");
    }
    this.first = first;
    this.last = user + 4;
    this.time = reader;
    this.clientSlot = fields.slot(elements[first].field());
    this.userSlot = fields.slot(elements[user].field());
    this.timeSlot = fields.slot(Field.TIME);
    this.requestSlot = fields.slot(elements[user + 2].field());
    this.methodSlot = fields.slot(Field.METHOD);
    this.targetSlot = fields.slot(Field.TARGET);
    this.pathSlot = fields.slot(Field.PATH);
    this.querySlot = fields.slot(Field.QUERY);
    this.protocolSlot = fields.slot(Field.PROTOCOL);
    this.statusSlot = fields.slot(elements[user + 3].field());
    this.sizeSlot = fields.slot(elements[last].field());
    this.sizeIsBytes = elements[last].field().equals(Field.BYTES);
  }

  /** {@return the reader of these elements' head, null if they have no such part} */
  static @Nullable CommonHead of(Element[] elements, @Nullable TimeReader[] times, Fields fields) {
    for (int i = 0; i + 5 < elements.length; i++) {
      boolean withIdent = isText(elements[i], " ") && isText(elements[i + 1], " ");
      int user = withIdent ? i + 2 : i + 1;
      if ((withIdent || isText(elements[i], " - "))
          && user + 4 < elements.length
          && isText(elements[user], " [")
          && isTime(elements[user + 1])
          && elements[user + 2].kind() == Kind.REQUEST
          && elements[user + 2].separator().equals("\" ")
          && elements[user + 2].consumed() == 2
          && elements[user + 3].kind() == Kind.STATUS
          && elements[user + 3].separator().equals(" ")
          && elements[user + 3].consumed() == 1
          && elements[user + 4].kind() == Kind.SIZE
          && !elements[user + 4].field().equals(Field.REQUEST_BYTES)) {
        return new CommonHead(elements, times, i, user, fields);
      }
    }
    return null;
  }

  private static boolean isText(Element element, String separator) {
    return element.kind() == Kind.TEXT
        && !element.quoted()
        && element.separator().equals(separator)
        && element.consumed() == separator.length();
  }

  private static boolean isTime(Element element) {
    TimeSpec spec = element.time();
    return element.kind() == Kind.TIME
        && element.field().equals(Field.TIME)
        && spec != null
        && spec.pattern().equals(TimeSpec.CLF.pattern())
        && element.separator().equals("] \"")
        && element.consumed() == 3;
  }

  /**
   * Reads the fields from {@code from} on.
   *
   * @return the index after the size, or -1 if something is unusual; the record has then some of
   *     them
   */
  int read(byte[] b, int from, int to, AccessRecord record) {
    int safe = Math.min(to, b.length - 7);
    int space = from;
    long found;
    do {
      if (space >= safe) {
        return -1;
      }
      found = Bytes.zeroBytes(Bytes.longAt(b, space) ^ SPACES);
      space += 8;
    } while (found == 0);
    space += (Long.numberOfTrailingZeros(found) >>> 3) - 8;
    if (space == from || space >= safe) {
      return -1;
    }
    int timeFrom =
        (Bytes.longAt(b, space) & SIX_BYTES) == NOBODY
            ? space + 6
            : afterUser(b, space, safe, record);
    if (timeFrom < 0) {
      return -1;
    }
    if (space > from + 1 || b[from] != '-') {
      record.setSlice(clientSlot, from, space);
    }
    int timeTo = time.read(b, timeFrom, to);
    if (timeTo < 0 || timeTo >= safe || (Bytes.longAt(b, timeTo) & THREE_BYTES) != AFTER_TIME) {
      return -1;
    }
    record.setTimeMicros(time.micros);
    record.setSlice(timeSlot, timeFrom, timeTo);
    return request(b, timeTo + 3, to, safe, record);
  }

  /** The index of the time after a user's name, or -1. */
  private int afterUser(byte[] b, int space, int safe, AccessRecord record) {
    int from = space + 3;
    if (b[space + 1] != '-' || b[space + 2] != ' ' || b[from] == ' ') {
      return -1;
    }
    int end = from + 1;
    while (end < safe && b[end] != ' ') {
      end++;
    }
    if (end >= safe || b[end + 1] != '[' || (end == from + 1 && b[from] == '-')) {
      return -1;
    }
    record.setSlice(userSlot, from, end);
    return end + 2;
  }

  private int request(byte[] b, int from, int to, int safe, AccessRecord record) {
    if (from >= safe) {
      return -1;
    }
    long method = Bytes.longAt(b, from) & FOUR_BYTES;
    int target;
    if (method == GET) {
      target = from + 4;
    } else if ((method == POST || method == HEAD) && b[from + 4] == ' ') {
      target = from + 5;
    } else {
      return -1;
    }
    if (b[target] != '/') {
      return -1;
    }
    int end = target;
    int pathTo = -1;
    while (true) {
      if (end >= safe) {
        return -1;
      }
      long word = Bytes.longAt(b, end);
      long found =
          ((word - AFTER_NUMBER_SIGN) & ~word & HIGHS)
              | Bytes.zeroBytes(word ^ BACKSLASHES)
              | (pathTo < 0 ? Bytes.zeroBytes(word ^ QUESTION_MARKS) : 0);
      if (found == 0) {
        end += 8;
        continue;
      }
      end += Long.numberOfTrailingZeros(found) >>> 3;
      if (b[end] != '?') {
        break;
      }
      pathTo = end++;
    }
    int quote = end + 9;
    if (quote + 6 >= safe || Bytes.longAt(b, end) != PROTOCOL || !TimeReader.isDigit(b[end + 8])) {
      return -1;
    }
    long word = Bytes.longAt(b, quote);
    long digits = word & ~STATUS_FORM;
    if ((word & STATUS_MASK) != STATUS_FORM
        || ((word + STATUS_CARRY) & STATUS_MASK) != STATUS_FORM) {
      return -1;
    }
    record.setSlice(requestSlot, from, quote);
    record.setSlice(methodSlot, from, target - 1);
    record.setSlice(targetSlot, target, end);
    if (pathTo < 0) {
      record.setSlice(pathSlot, target, end);
    } else {
      record.setSlice(pathSlot, target, pathTo);
      record.setSlice(querySlot, pathTo + 1, end);
    }
    record.setSlice(protocolSlot, end + 1, quote);
    int status =
        (int) (digits >>> 16 & 0xF) * 100
            + (int) (digits >>> 24 & 0xF) * 10
            + (int) (digits >>> 32 & 0xF);
    record.setStatus(status);
    record.setSlice(statusSlot, quote + 2, quote + 5);
    return size(b, quote + 6, to, record);
  }

  private int size(byte[] b, int from, int to, AccessRecord record) {
    long word = Bytes.longAt(b, from);
    long low = (word ^ 0x30 * ONES);
    long others = (((low & LOWS) + 0x76 * ONES) | low) & HIGHS;
    if (others == 0) {
      return -1;
    }
    int length = Math.min(to - from, Long.numberOfTrailingZeros(others) >>> 3);
    if (length <= 0) {
      return from < to && b[from] == '-' && (from + 1 == to || !TimeReader.isDigit(b[from + 1]))
          ? from + 1
          : -1;
    }
    if (sizeIsBytes) {
      record.setBytes(number(word << (64 - 8 * length)));
    }
    record.setSlice(sizeSlot, from, from + length);
    return from + length;
  }

  /** The number that eight digits spell, of which the first may be NUL bytes instead. */
  private static long number(long word) {
    long pairs = (word & 0x0F * ONES) * 10 + ((word & 0x0F * ONES) >>> 8);
    return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
            + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L)
        >>> 32;
  }
}
