package io.github.simplehttpmonitor.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessRecordTest {

  private static final byte[] LINE = "GET /a  200".getBytes(StandardCharsets.US_ASCII);

  private final Fields fields = Fields.of(Field.METHOD, Field.PATH, Field.QUERY, Field.TIME);
  private final AccessRecord record = new AccessRecord(fields);

  @Test
  void newRecord_hasNothing() {
    assertThat(record.fields()).isSameAs(fields);
    for (int slot = -1; slot < fields.size(); slot++) {
      assertThat(record.has(slot)).isFalse();
      assertThat(record.text(slot)).isNull();
      assertThat(record.contentEquals(slot, new byte[0])).isFalse();
    }
    assertThat(record.status()).isEqualTo(-1);
    assertThat(record.timeMicros()).isEqualTo(AccessRecord.ABSENT);
    assertThat(record.time()).isNull();
    assertThat(record.bytes()).isEqualTo(AccessRecord.ABSENT);
    assertThat(record.durationMicros()).isEqualTo(AccessRecord.ABSENT);
    assertThat(record.requestBytes()).isEqualTo(AccessRecord.ABSENT);
    assertThat(record.isCut()).isFalse();
    assertThat(record.hasExtraFields()).isFalse();
  }

  @Test
  void create_hasEveryWellKnownField() {
    assertThat(AccessRecord.create().fields().list()).containsAll(Field.wellKnown());
  }

  @Test
  void empty_isNotAbsent() {
    record.reset(LINE);
    record.setSlice(1, 4, 4);
    assertThat(record.has(1)).isTrue();
    assertThat(record.text(Field.PATH)).isEmpty();
    assertThat(record.contentEquals(1, new byte[0])).isTrue();
    assertThat(record.has(2)).isFalse();
    assertThat(record.text(Field.QUERY)).isNull();
  }

  @Test
  void zero_isNotAbsent() {
    record.setBytes(0).setDurationMicros(0).setRequestBytes(0).setTimeMicros(0).setStatus(0);
    assertThat(record.bytes()).isZero();
    assertThat(record.durationMicros()).isZero();
    assertThat(record.requestBytes()).isZero();
    assertThat(record.status()).isZero();
    assertThat(record.time()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void slice_isOfTheLine() {
    record.reset(LINE);
    record.setSlice(0, 0, 3);
    assertThat(record.isRaw(0)).isTrue();
    assertThat(record.buffer(0)).isSameAs(LINE);
    assertThat(record.from(0)).isZero();
    assertThat(record.to(0)).isEqualTo(3);
    assertThat(record.text(0)).isEqualTo("GET");
  }

  @Test
  void scratch_growsAndKeepsWhatIsThere() {
    record.reset(LINE);
    record.set(Field.METHOD, "PUT").set(Field.PATH, "/" + "x".repeat(1000));
    assertThat(record.isRaw(0)).isFalse();
    assertThat(record.text(Field.METHOD)).isEqualTo("PUT");
    assertThat(record.text(Field.PATH)).hasSize(1001);
    int start = record.reserveScratch(2);
    record.scratch()[start] = 'o';
    record.scratch()[start + 1] = 'k';
    record.setScratchSlice(2, start, start + 2);
    assertThat(record.text(Field.QUERY)).isEqualTo("ok");
    assertThat(record.text(Field.METHOD)).isEqualTo("PUT");
  }

  @Test
  void equality_isOverDecodedBytes() {
    record.reset(LINE);
    record.setSlice(0, 0, 3);
    record.set(Field.PATH, "GET");
    assertThat(record.hash(0)).isEqualTo(record.hash(1));
    assertThat(record.contentEquals(1, "GET".getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(record.contentEquals(1, "GeT".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void unwantedField_isLeftAlone() {
    record.set(Field.USER, "x");
    record.setSlice(Fields.UNWANTED, 0, 1);
    record.setScratchSlice(Fields.UNWANTED, 0, 1);
    assertThat(record.text(Field.USER)).isNull();
  }

  @Test
  void clear_removesEverything() {
    record.set(Field.PATH, "/").setBytes(1).setStatus(200).setTimeMicros(1);
    record.setDurationMicros(1).setRequestBytes(1);
    record.markCut();
    record.markExtraFields();
    assertThat(record.clear())
        .usingRecursiveComparison()
        .ignoringFields("scratch", "from")
        .isEqualTo(new AccessRecord(fields));
  }

  @Test
  void copy_isIndependentOfBufferAndRecord() {
    byte[] line = LINE.clone();
    record.reset(line);
    record.setSlice(0, 0, 3);
    record.set(Field.PATH, "/p");
    record.setSlice(2, 7, 7);
    record.setTimeMicros(5).setStatus(404).setBytes(7).setDurationMicros(8).setRequestBytes(9);
    record.markCut();
    record.markExtraFields();
    AccessRecord copy = record.copy();
    line[0] = 'X';
    record.clear();
    assertThat(copy.text(Field.METHOD)).isEqualTo("GET");
    assertThat(copy.text(Field.PATH)).isEqualTo("/p");
    assertThat(copy.text(Field.QUERY)).isEmpty();
    assertThat(copy.text(Field.TIME)).isNull();
    assertThat(copy.timeMicros()).isEqualTo(5);
    assertThat(copy.status()).isEqualTo(404);
    assertThat(copy.bytes()).isEqualTo(7);
    assertThat(copy.durationMicros()).isEqualTo(8);
    assertThat(copy.requestBytes()).isEqualTo(9);
    assertThat(copy.isCut()).isTrue();
    assertThat(copy.hasExtraFields()).isTrue();
  }

  @Test
  void time_before1970_isExact() {
    Instant time = Instant.parse("1969-12-31T23:59:59.999999Z");
    assertThat(record.setTime(time).timeMicros()).isEqualTo(-1);
    assertThat(record.time()).isEqualTo(time);
    assertThat(record.setTime(time.plusNanos(999)).time()).isEqualTo(time);
  }

  @Test
  void text_notUtf8_isEscaped() {
    record.reset(new byte[] {'a', (byte) 0xFF});
    record.setSlice(1, 0, 2);
    assertThat(record.text(1)).isEqualTo("a\\xFF");
  }

  @Test
  void toString_showsWhatIsThere() {
    record.set(Field.PATH, "/p").setTimeMicros(0);
    assertThat(record).hasToString("AccessRecord{path=/p, time=1970-01-01T00:00:00Z}");
  }
}
