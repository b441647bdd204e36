package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.Column.Coding;
import io.github.simplehttpmonitor.parser.formats.Column.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a tab-separated log of Zeek, of which {@code http.log} is read (<a
 * href="https://docs.zeek.org/en/master/logs/http.html">docs.zeek.org</a>): {@code #fields} names
 * the columns. Columns that mean no well-known field become extension fields of their own name.
 */
final class ZeekDirectives extends Directives {

  private static final String FIELDS = "#fields";

  private static final Cutter.Dialect TABS =
      new Cutter.Dialect(Cutter.Delimiter.TAB, Cutter.Quotes.NONE);

  @Override
  boolean isDirective(byte[] b, int from, int to) {
    return b[from] == '#';
  }

  @Override
  TableState read(String line, TableState state) {
    if (line.startsWith("#path") && !line.substring(5).trim().startsWith("http")) {
      // Another of Zeek's logs: no column of it is looked at.
      return state.withFields("-");
    }
    return line.startsWith(FIELDS) && line.length() > FIELDS.length()
        ? state.withFields(line.substring(FIELDS.length() + 1).trim())
        : state;
  }

  @Override
  @Nullable Table table(TableState state) {
    if (state.fields().isEmpty()) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    boolean http = false;
    for (String name : state.fields().split("\t", MAX_COLUMNS + 1)) {
      columns.add(columns.size() < MAX_COLUMNS ? column(name) : Column.SKIPPED);
      http |= name.equals("method") || name.equals("uri") || name.equals("status_code");
    }
    // Other logs of Zeek have columns of these names, but not a method of HTTP.
    return new Table(
        http ? columns : List.of(Column.SKIPPED), TABS, TimeSpec.EPOCH, columns.size(), false);
  }

  private static Column column(String name) {
    return switch (name) {
      case "ts" -> Column.of(Role.TIME, Field.TIME);
      case "id.orig_h" -> Column.text(Field.CLIENT);
      case "method" -> Column.text(Field.METHOD);
      case "host" -> Column.text(Field.VIRTUAL_HOST).coded(Coding.BACKSLASH);
      case "uri" -> Column.of(Role.TARGET, Field.TARGET);
      case "referrer" -> Column.text(Field.REFERER).coded(Coding.BACKSLASH);
      case "version" -> Column.of(Role.VERSION, Field.PROTOCOL);
      case "user_agent" -> Column.text(Field.USER_AGENT).coded(Coding.BACKSLASH);
      case "request_body_len" -> Column.size(Field.REQUEST_BYTES);
      case "response_body_len" -> Column.size(Field.BYTES);
      case "status_code" -> Column.of(Role.STATUS, Field.STATUS);
      case "username" -> Column.text(Field.USER).coded(Coding.BACKSLASH);
      default -> {
        if (name.isBlank()) {
          yield Column.SKIPPED;
        }
        Field field = Field.of(name);
        yield Field.wellKnown().contains(field) ? Column.SKIPPED : Column.text(field);
      }
    };
  }
}
