package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;

/** The records of a block, parsed beforehand, with what the statistics need. */
final class Records {

  private Records() {}

  static AccessRecord[] of(Block block) {
    return of(block, LineCase.COMBINED_TIME_AND_PATH);
  }

  /** {@return the records of a block with the fields that a case of its format has} */
  static AccessRecord[] of(Block block, LineCase lineCase) {
    LogFormat format = lineCase.format();
    Fields fields = lineCase.fields(format);
    LineParser parser = format.newParser(ParserContext.of(fields));
    AccessRecord[] records = new AccessRecord[block.lines()];
    for (int i = 0; i < records.length; i++) {
      AccessRecord record = new AccessRecord(fields);
      parser.parse(block.bytes, block.starts[i], block.ends[i], record);
      records[i] = record;
    }
    return records;
  }
}
