package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of rows and how they are told apart. Immutable.
 *
 * @param time how a whole time stamp is written, null where there is none
 * @param optionalFrom the index of the first column that older writers do not have
 * @param local whether dates and times of day are in the server's zone, not in UTC
 */
record Table(
    List<Column> columns,
    Cutter.Dialect dialect,
    @Nullable TimeSpec time,
    int optionalFrom,
    boolean local) {

  Table {
    columns = List.copyOf(columns);
  }

  static Table of(Cutter.Dialect dialect, @Nullable TimeSpec time, Column... columns) {
    return new Table(List.of(columns), dialect, time, columns.length, false);
  }

  Table withOptionalFrom(int index) {
    return new Table(columns, dialect, time, index, local);
  }

  /** The index of the last column without which a row is of no use, or -1. */
  int lastEssential() {
    int last = columns.size() - 1;
    while (last >= 0 && !columns.get(last).isEssential()) {
      last--;
    }
    return last;
  }

  /** Whether the rows can tell of HTTP requests at all. */
  boolean isHttp() {
    return columns.stream().anyMatch(Column::isHttp);
  }

  /** The fields that rows can fill. */
  List<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    for (Column column : columns) {
      switch (column.role()) {
        case SKIP -> {}
        case DATE, CLOCK, TIME -> fields.add(Field.TIME);
        case CACHE_AND_STATUS -> fields.addAll(List.of(Field.CACHE_STATUS, Field.STATUS));
        case REQUEST ->
            fields.addAll(
                List.of(
                    Field.REQUEST,
                    Field.METHOD,
                    Field.TARGET,
                    Field.PATH,
                    Field.QUERY,
                    Field.PROTOCOL));
        case TARGET, STEM -> fields.addAll(List.of(Field.TARGET, Field.PATH, Field.QUERY));
        default -> fields.add(column.field());
      }
    }
    return List.copyOf(fields);
  }
}
