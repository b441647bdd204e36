package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.state.StateForm;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The binary form of a record that waits. Fields go by their names, for a monitor with other rules
 * may want others.
 */
final class RecordForm {

  private static final int MAX_FIELDS = 1_000;

  private RecordForm() {}

  static void write(DataOutput out, AccessRecord record, UnaryOperator<String> text)
      throws IOException {
    out.writeLong(record.timeMicros());
    out.writeInt(record.status());
    out.writeLong(record.bytes());
    out.writeLong(record.durationMicros());
    out.writeLong(record.requestBytes());
    out.writeBoolean(record.hasExtraFields());
    out.writeBoolean(record.isCut());
    Fields fields = record.fields();
    int present = 0;
    for (int slot = 0; slot < fields.size(); slot++) {
      present += record.has(slot) ? 1 : 0;
    }
    out.writeInt(present);
    for (int slot = 0; slot < fields.size(); slot++) {
      if (record.has(slot)) {
        StateForm.writeText(out, fields.list().get(slot).name());
        byte[] value = Arrays.copyOfRange(record.buffer(slot), record.from(slot), record.to(slot));
        String plain = new String(value, StandardCharsets.UTF_8);
        String mapped = text.apply(plain);
        StateForm.writeBytes(
            out, mapped.equals(plain) ? value : mapped.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  static AccessRecord read(DataInput in, Fields fields) throws IOException {
    Map<String, Integer> slots = new HashMap<>();
    for (int slot = 0; slot < fields.size(); slot++) {
      slots.put(fields.list().get(slot).name(), slot);
    }
    AccessRecord record =
        new AccessRecord(fields)
            .setTimeMicros(in.readLong())
            .setStatus(in.readInt())
            .setBytes(in.readLong())
            .setDurationMicros(in.readLong())
            .setRequestBytes(in.readLong());
    if (in.readBoolean()) {
      record.markExtraFields();
    }
    if (in.readBoolean()) {
      record.markCut();
    }
    for (int left = StateForm.readCount(in, MAX_FIELDS); left > 0; left--) {
      int slot = slots.getOrDefault(StateForm.readText(in), Fields.UNWANTED);
      byte[] value = StateForm.readBytes(in);
      int start = record.reserveScratch(value.length);
      System.arraycopy(value, 0, record.scratch(), start, value.length);
      record.setScratchSlice(slot, start, start + value.length);
    }
    return record;
  }
}
