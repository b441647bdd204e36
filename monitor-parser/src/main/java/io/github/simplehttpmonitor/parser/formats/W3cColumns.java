package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.Column.Coding;
import io.github.simplehttpmonitor.parser.formats.Column.Role;
import java.util.List;
import java.util.Locale;

/**
 * What the names of columns in {@code #Fields} mean. Those that mean no well-known field become
 * extension fields: {@code cs(NAME)} {@code header.NAME}, {@code sc(NAME)} {@code
 * responseHeader.NAME}, any other its own name.
 */
final class W3cColumns {

  private final long durationUnit;
  private final Coding coding;

  /**
   * Makes a reader of names.
   *
   * @param durationUnit microseconds in the unit of durations
   * @param percent whether texts are percent-encoded, as CloudFront has them
   */
  W3cColumns(long durationUnit, boolean percent) {
    this.durationUnit = durationUnit;
    this.coding = percent ? Coding.PERCENT : Coding.PLUS;
  }

  Column column(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "date", "date-utc", "date-local" -> Column.of(Role.DATE, Field.TIME);
      case "time", "time-utc", "time-local" -> Column.of(Role.CLOCK, Field.TIME);
      case "timestamp", "x-timestamp" -> Column.of(Role.TIME, Field.TIME);
      case "c-ip", "cs-ip", "c-addr" -> Column.text(Field.CLIENT);
      case "cs-username", "c-auth-id", "cs-auth-id" -> Column.text(Field.USER).coded(coding);
      case "cs-method", "s-operation" -> Column.text(Field.METHOD);
      case "cs-uri", "cs-url" -> Column.of(Role.TARGET, Field.TARGET);
      case "cs-uri-stem", "cs-uri-path" -> Column.of(Role.STEM, Field.PATH);
      case "cs-uri-query" -> Column.of(Role.QUERY, Field.QUERY);
      case "cs-version", "cs-protocol-version" -> Column.text(Field.PROTOCOL);
      case "sc-status" -> Column.of(Role.STATUS, Field.STATUS);
      case "sc-bytes", "bytes" -> Column.size(Field.BYTES);
      case "cs-bytes" -> Column.size(Field.REQUEST_BYTES);
      case "time-taken" -> Column.duration(durationUnit);
      case "timetakenms", "x-time-taken-ms" -> Column.duration(1_000);
      case "cs-host", "x-host-header" -> Column.text(Field.VIRTUAL_HOST);
      case "x-forwarded-for", "s-xff" -> Column.text(Field.FORWARDED_FOR).coded(coding);
      case "ssl-protocol", "cs-ssl-protocol" -> Column.text(Field.TLS_VERSION);
      case "x-edge-result-type", "cached", "s-cache-status" -> Column.text(Field.CACHE_STATUS);
      case "s-supplier-name" -> Column.text(Field.UPSTREAM);
      case "s-sitename" -> Column.of(Role.SERVICE, Field.of("s-sitename"));
      default -> other(name);
    };
  }

  private Column other(String name) {
    if (name.isBlank()) {
      return Column.SKIPPED;
    }
    int open = name.indexOf('(');
    if (open > 0 && name.endsWith(")")) {
      return header(name.substring(0, open), name.substring(open + 1, name.length() - 1), name);
    }
    Field field = Field.of(name);
    // A name that happens to be a well-known field's says nothing of how its values are written.
    return Field.wellKnown().contains(field)
        ? Column.SKIPPED
        : Column.text(field).coded(coding == Coding.PERCENT ? coding : Coding.PLAIN);
  }

  private Column header(String prefix, String header, String name) {
    if (prefix.equals("cs") || prefix.equals("c")) {
      return switch (header) {
        case "user-agent" -> Column.text(Field.USER_AGENT).coded(coding);
        case "referer", "referrer" -> Column.text(Field.REFERER);
        case "host" -> Column.text(Field.VIRTUAL_HOST);
        case "x-forwarded-for" -> Column.text(Field.FORWARDED_FOR).coded(coding);
        default -> Column.text("header." + header).coded(coding);
      };
    }
    boolean response = prefix.equals("sc") || prefix.equals("s");
    return Column.text(response ? "responseHeader." + header : name).coded(coding);
  }

  /** Leaves CloudFront's own host name out where the one that the client asked for is there. */
  void preferHostHeader(List<Column> columns) {
    int last = -1;
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).field().equals(Field.VIRTUAL_HOST)) {
        if (last >= 0) {
          columns.set(last, Column.text("s-host"));
        }
        last = i;
      }
    }
  }
}
