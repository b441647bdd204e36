package io.github.simplehttpmonitor.parser;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One request as a log line told it. A field is a slice of the line's buffer or, where text had to
 * be decoded, of the record's own scratch space; a String is made only on demand. Absent differs
 * from empty and from zero.
 *
 * <p>A parser fills the same record again and again: what it says is valid until the next line is
 * parsed. {@link #copy()} detaches it. Not safe for use by several threads at once.
 */
public final class AccessRecord {

  /** The time, size or duration of a record that has none. */
  public static final long ABSENT = Long.MIN_VALUE;

  private static final byte[] NO_BYTES = {};

  private final Fields fields;
  private final int[] from;
  private final int[] to;
  private byte[] line = NO_BYTES;
  private byte[] scratch = NO_BYTES;
  private int scratchUsed;
  private long timeMicros = ABSENT;
  private int status = -1;
  private long bytes = ABSENT;
  private long durationMicros = ABSENT;
  private long requestBytes = ABSENT;
  private boolean extra;
  private boolean cut;

  /** Makes an empty record with a slot for every wanted field. */
  public AccessRecord(Fields fields) {
    this.fields = fields;
    this.from = new int[fields.size()];
    this.to = new int[fields.size()];
    Arrays.fill(to, -1);
  }

  /** {@return an empty record with a slot for every well-known field} */
  public static AccessRecord create() {
    return new AccessRecord(Fields.of(Field.wellKnown()));
  }

  /** {@return the fields this record has slots for} */
  public Fields fields() {
    return fields;
  }

  /** {@return whether the field in this slot is there, though it may be empty} */
  public boolean has(int slot) {
    return slot >= 0 && to[slot] >= 0;
  }

  /** {@return the array that holds the slot's bytes; not to be changed or kept} */
  public byte[] buffer(int slot) {
    return from[slot] < 0 ? scratch : line;
  }

  /** {@return the index of the slot's first byte in {@link #buffer}} */
  public int from(int slot) {
    int index = from[slot];
    return index < 0 ? ~index : index;
  }

  /** {@return the index after the slot's last byte in {@link #buffer}, or -1 if absent} */
  public int to(int slot) {
    return to[slot];
  }

  /** {@return whether the slot's bytes are a slice of the line itself, not of decoded text} */
  public boolean isRaw(int slot) {
    return from[slot] >= 0;
  }

  /** {@return the field as text: UTF-8, bytes that are not as {@code \xNN}; null if absent} */
  public @Nullable String text(int slot) {
    return has(slot) ? Bytes.toText(buffer(slot), from(slot), to[slot]) : null;
  }

  /** {@return the field as text, null if absent or not among {@link #fields()}} */
  public @Nullable String text(Field field) {
    return text(fields.slot(field));
  }

  /** {@return a hash of the decoded bytes of a present field} */
  public long hash(int slot) {
    return Bytes.hash(buffer(slot), from(slot), to[slot]);
  }

  /** {@return whether the field is present and its decoded bytes are those of {@code value}} */
  public boolean contentEquals(int slot, byte[] value) {
    return has(slot) && Bytes.equal(buffer(slot), from(slot), to[slot], value, 0, value.length);
  }

  /** {@return microseconds since 1970-01-01T00:00:00Z, or {@link #ABSENT}} */
  public long timeMicros() {
    return timeMicros;
  }

  /** {@return the time, null if absent} */
  public @Nullable Instant time() {
    return timeMicros == ABSENT
        ? null
        : Instant.ofEpochSecond(
            Math.floorDiv(timeMicros, 1_000_000L), Math.floorMod(timeMicros, 1_000_000L) * 1_000);
  }

  /** {@return the response status, or -1 if absent} */
  public int status() {
    return status;
  }

  /** {@return the bytes sent, or {@link #ABSENT}} */
  public long bytes() {
    return bytes;
  }

  /** {@return the duration in microseconds, or {@link #ABSENT}} */
  public long durationMicros() {
    return durationMicros;
  }

  /** {@return the bytes of the request, or {@link #ABSENT}} */
  public long requestBytes() {
    return requestBytes;
  }

  /** {@return whether the line went on after the format's last field; known if that is wanted} */
  public boolean hasExtraFields() {
    return extra;
  }

  /** {@return whether the line ended before the format's last field; known if that is wanted} */
  public boolean isCut() {
    return cut;
  }

  /** Makes the record empty and binds it to the buffer of the next line. */
  public void reset(byte[] newLine) {
    line = newLine;
    Arrays.fill(to, -1);
    scratchUsed = 0;
    timeMicros = ABSENT;
    status = -1;
    bytes = ABSENT;
    durationMicros = ABSENT;
    requestBytes = ABSENT;
    extra = false;
    cut = false;
  }

  /** Makes the record empty. */
  public AccessRecord clear() {
    reset(NO_BYTES);
    return this;
  }

  /** Sets a field to a slice of the line; does nothing for an unwanted slot. */
  public void setSlice(int slot, int sliceFrom, int sliceTo) {
    if (slot >= 0) {
      from[slot] = sliceFrom;
      to[slot] = sliceTo;
    }
  }

  /** Sets a field to a slice of the scratch space; does nothing for an unwanted slot. */
  public void setScratchSlice(int slot, int sliceFrom, int sliceTo) {
    if (slot >= 0) {
      from[slot] = ~sliceFrom;
      to[slot] = sliceTo;
    }
  }

  /**
   * Reserves scratch space for decoded text.
   *
   * @return the index in {@link #scratch()} from which {@code length} bytes may be written
   */
  public int reserveScratch(int length) {
    int start = scratchUsed;
    if (scratch.length - start < length) {
      scratch = Arrays.copyOf(scratch, Math.max(start + length, 2 * scratch.length));
    }
    scratchUsed = start + length;
    return start;
  }

  /** {@return the scratch space; a new array after {@link #reserveScratch} had to grow it} */
  public byte[] scratch() {
    return scratch;
  }

  /** Sets a field to a text of its own; does nothing for a field that is not wanted. */
  public AccessRecord set(Field field, String value) {
    int slot = fields.slot(field);
    if (slot >= 0) {
      byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
      int start = reserveScratch(encoded.length);
      System.arraycopy(encoded, 0, scratch, start, encoded.length);
      setScratchSlice(slot, start, start + encoded.length);
    }
    return this;
  }

  /** Sets the time in microseconds since 1970-01-01T00:00:00Z. */
  public AccessRecord setTimeMicros(long micros) {
    timeMicros = micros;
    return this;
  }

  /** Sets the time; what is finer than a microsecond is cut off. */
  public AccessRecord setTime(Instant time) {
    return setTimeMicros(
        Math.addExact(
            Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000));
  }

  /** Sets the response status. */
  public AccessRecord setStatus(int value) {
    status = value;
    return this;
  }

  /** Sets the bytes sent. */
  public AccessRecord setBytes(long value) {
    bytes = value;
    return this;
  }

  /** Sets the duration in microseconds. */
  public AccessRecord setDurationMicros(long value) {
    durationMicros = value;
    return this;
  }

  /** Sets the bytes of the request. */
  public AccessRecord setRequestBytes(long value) {
    requestBytes = value;
    return this;
  }

  /** Notes that the line went on after the format's last field. */
  public void markExtraFields() {
    extra = true;
  }

  /** Notes that the line ended before the format's last field. */
  public void markCut() {
    cut = true;
  }

  /** {@return a record of its own with the same values, independent of any buffer} */
  public AccessRecord copy() {
    AccessRecord copy = new AccessRecord(fields);
    int length = 0;
    for (int slot = 0; slot < to.length; slot++) {
      length += has(slot) ? to[slot] - from(slot) : 0;
    }
    copy.scratch = new byte[length];
    for (int slot = 0; slot < to.length; slot++) {
      if (has(slot)) {
        int size = to[slot] - from(slot);
        int start = copy.reserveScratch(size);
        System.arraycopy(buffer(slot), from(slot), copy.scratch, start, size);
        copy.setScratchSlice(slot, start, start + size);
      }
    }
    copy.timeMicros = timeMicros;
    copy.status = status;
    copy.bytes = bytes;
    copy.durationMicros = durationMicros;
    copy.requestBytes = requestBytes;
    copy.extra = extra;
    copy.cut = cut;
    return copy;
  }

  /** {@return the present fields with their values, for people} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("AccessRecord{");
    for (int slot = 0; slot < to.length; slot++) {
      if (has(slot)) {
        text.append(fields.list().get(slot)).append('=').append(text(slot)).append(", ");
      }
    }
    return text.append("time=").append(time()).append('}').toString();
  }
}
