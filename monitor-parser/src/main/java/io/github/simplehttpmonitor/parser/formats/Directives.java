package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What lines that are no rows mean to the rows of a tabular format. Immutable. */
abstract class Directives {

  /** The longest directive that is read; it becomes part of a parser's state. */
  static final int MAX_BYTES = 16 * 1024;

  /** The most columns that are looked at. */
  static final int MAX_COLUMNS = 256;

  /** The state before the first line. */
  TableState initial() {
    return TableState.EMPTY;
  }

  abstract boolean isDirective(byte[] b, int from, int to);

  /** The state after a directive. */
  abstract TableState read(String line, TableState state);

  /** The columns of the rows in this state, null if they are not known. */
  abstract @Nullable Table table(TableState state);

  /** The state that a row without known columns lets one assume, if any. */
  @Nullable TableState guess(byte[] b, int from, int to, TableState state) {
    return null;
  }

  /** Of a format whose columns are always the same. Lines with a # in front are comments. */
  static Directives fixed(Table table) {
    return withHead(table, "#");
  }

  /** Of a format whose columns are always the same, with lines that begin so for a head. */
  static Directives withHead(Table table, String start) {
    byte[] head = start.getBytes(StandardCharsets.US_ASCII);
    return new Directives() {
      @Override
      boolean isDirective(byte[] b, int from, int to) {
        return Bytes.startsWith(b, b[from] == '"' ? from + 1 : from, to, head);
      }

      @Override
      TableState read(String line, TableState state) {
        return state;
      }

      @Override
      Table table(TableState state) {
        return table;
      }
    };
  }
}
