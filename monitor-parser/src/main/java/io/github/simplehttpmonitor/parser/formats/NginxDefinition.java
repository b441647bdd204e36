package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.Element.Kind;
import java.util.Locale;

/**
 * Reads a {@code log_format} string of nginx (<a
 * href="https://nginx.org/en/docs/http/ngx_http_log_module.html">ngx_http_log_module</a>).
 * Variables that mean no well-known field become extension fields of their own name, headers {@code
 * header.NAME}.
 */
final class NginxDefinition {

  private static final long SECOND = 1_000_000;

  private NginxDefinition() {}

  static Definition parse(String source) {
    Definition.Builder builder = new Definition.Builder(source);
    int at = 0;
    while (at < source.length()) {
      int dollar = source.indexOf('$', at);
      if (dollar < 0) {
        builder.text(source.substring(at));
        break;
      }
      builder.text(source.substring(at, dollar));
      int nameStart = dollar + 1;
      boolean braces = nameStart < source.length() && source.charAt(nameStart) == '{';
      nameStart += braces ? 1 : 0;
      int nameEnd = nameStart;
      while (nameEnd < source.length() && isNamePart(source.charAt(nameEnd))) {
        nameEnd++;
      }
      if (nameEnd == nameStart
          || (braces && (nameEnd == source.length() || source.charAt(nameEnd) != '}'))) {
        throw new FormatException("'$' is not followed by a variable's name", source, dollar);
      }
      builder.field(element(source.substring(nameStart, nameEnd), source), dollar);
      at = nameEnd + (braces ? 1 : 0);
    }
    return builder.build();
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static Element element(String variable, String source) {
    return switch (variable) {
      case "remote_addr" -> Element.text(Field.CLIENT);
      case "remote_user" -> Element.text(Field.USER);
      case "time_local" -> Element.time(TimeSpec.CLF);
      case "time_iso8601" -> Element.time(TimeSpec.ISO);
      case "msec" -> Element.time(TimeSpec.EPOCH);
      case "request" -> Element.of(Kind.REQUEST, Field.REQUEST);
      case "request_method" -> Element.text(Field.METHOD);
      case "request_uri" -> Element.of(Kind.TARGET, Field.TARGET);
      case "uri", "document_uri" -> Element.of(Kind.PATH, Field.PATH);
      case "args", "query_string" -> Element.of(Kind.QUERY, Field.QUERY);
      case "server_protocol" -> Element.text(Field.PROTOCOL);
      case "status" -> Element.of(Kind.STATUS, Field.STATUS);
      case "body_bytes_sent" -> Element.of(Kind.SIZE, Field.BYTES);
      // Where the body's size is not logged, the whole response's is the nearest to it.
      case "bytes_sent" ->
          Element.of(
              Kind.SIZE, source.contains("body_bytes_sent") ? Field.of("bytesOut") : Field.BYTES);
      case "request_length" -> Element.of(Kind.SIZE, Field.REQUEST_BYTES);
      case "request_time" -> Element.duration(Field.DURATION, SECOND);
      case "http_referer" -> Element.text(Field.REFERER);
      case "http_user_agent" -> Element.text(Field.USER_AGENT);
      case "http_x_forwarded_for", "proxy_add_x_forwarded_for" -> Element.text(Field.FORWARDED_FOR);
      case "host", "http_host", "server_name" -> Element.text(Field.VIRTUAL_HOST);
      case "upstream_addr" -> Element.text(Field.UPSTREAM);
      case "upstream_cache_status" -> Element.text(Field.CACHE_STATUS);
      case "ssl_protocol" -> Element.text(Field.TLS_VERSION);
      default ->
          Element.text(
              Field.of(
                  variable.startsWith("http_")
                      ? "header." + variable.substring(5).replace('_', '-').toLowerCase(Locale.ROOT)
                      : variable));
    };
  }
}
