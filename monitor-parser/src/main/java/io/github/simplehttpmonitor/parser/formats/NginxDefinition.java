package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.Element.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a {@code log_format} string of nginx (<a
 * href="https://nginx.org/en/docs/http/ngx_http_log_module.html">ngx_http_log_module</a>, <a
 * href="https://nginx.org/en/docs/varindex.html">variables</a>). Variables that mean no well-known
 * field become extension fields of their own name, headers {@code header.NAME}.
 */
final class NginxDefinition {

  private static final long SECOND = 1_000_000;
  private static final String ESCAPE = "escape=";

  private final String source;
  private final DefinitionBuilder builder;

  private NginxDefinition(String source) {
    this.source = source;
    this.builder = new DefinitionBuilder(source);
  }

  /** Reads a format, as it is or as it stands in a configuration. */
  static Definition parse(String source) {
    String text = source.strip();
    boolean whole = text.startsWith("log_format ");
    Escaping escaping = Escaping.SERVER;
    if (whole || text.startsWith("'") || text.startsWith(ESCAPE)) {
      List<String> words = new ArrayList<>();
      String options = whole ? text : text.startsWith(ESCAPE) ? "log_format x " + text : "";
      if (options.isEmpty() && !isAllQuoted(text)) {
        return new NginxDefinition(source).parse(escaping);
      }
      List<String> arguments =
          options.isEmpty()
              ? Directive.of(text).words()
              : Directive.of(options).arguments().stream().skip(1).toList();
      for (String word : arguments) {
        if (word.startsWith(ESCAPE) && words.isEmpty()) {
          escaping = escaping(word.substring(ESCAPE.length()), source);
        } else {
          words.add(word);
        }
      }
      String raw = rawAfterEscape(text);
      return new NginxDefinition(raw.isEmpty() ? String.join("", words) : raw).parse(escaping);
    }
    return new NginxDefinition(source).parse(escaping);
  }

  /** Reads a format without looking for quotes around it. */
  static Definition parseBare(String source, Escaping escaping) {
    return new NginxDefinition(source).parse(escaping);
  }

  /** The format after {@code escape=...} where it is not in quotes, else nothing. */
  private static String rawAfterEscape(String text) {
    if (!text.startsWith(ESCAPE)) {
      return "";
    }
    int blank = text.indexOf(' ');
    String rest = blank < 0 ? "" : text.substring(blank + 1).strip();
    return rest.startsWith("'") && isAllQuoted(rest) ? "" : rest;
  }

  private static boolean isAllQuoted(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = Directive.closing(text, i) + 1;
      } else if (c <= ' ' || (c == ';' && text.substring(i + 1).isBlank())) {
        i++;
      } else {
        return false;
      }
    }
    return i == text.length();
  }

  static Escaping escaping(String name, String source) {
    return switch (name) {
      case "default" -> Escaping.SERVER;
      case "json" -> Escaping.JSON;
      case "none" -> Escaping.NONE;
      default ->
          throw new FormatException(
              "escape is one of default, json, none", source, Math.max(0, source.indexOf(ESCAPE)));
    };
  }

  private Definition parse(Escaping escaping) {
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
      variable(source.substring(nameStart, nameEnd), dollar);
      at = nameEnd + (braces ? 1 : 0);
    }
    return builder.build(escaping);
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private void variable(String name, int column) {
    int all = TimePattern.DATE | TimePattern.CLOCK | TimePattern.ZONE;
    switch (name) {
      case "time_local" -> builder.time(TimeSpec.CLF, all, name, 0, column);
      case "time_iso8601" -> builder.time(TimeSpec.ISO, all, name, 0, column);
      case "msec" -> builder.time(TimeSpec.EPOCH, all | TimePattern.FRACTION, name, 0, column);
      default -> {
        String other = name.equals("bytes_sent") ? "bytesOut" : extension(name);
        builder.field(element(name), other, rank(name), column);
      }
    }
  }

  private static Element element(String variable) {
    return switch (variable) {
      case "remote_addr", "the_real_ip" -> Element.text(Field.CLIENT);
      case "remote_user" -> Element.text(Field.USER);
      case "request" -> Element.of(Kind.REQUEST, Field.REQUEST);
      case "request_method" -> Element.text(Field.METHOD);
      case "request_uri" -> Element.of(Kind.TARGET, Field.TARGET);
      case "uri", "document_uri" -> Element.of(Kind.PATH, Field.PATH);
      case "args", "query_string" -> Element.of(Kind.QUERY, Field.QUERY);
      case "server_protocol" -> Element.text(Field.PROTOCOL);
      case "status" -> Element.of(Kind.STATUS, Field.STATUS);
      // Where the body's size is not logged, the whole response's is the nearest to it.
      case "body_bytes_sent", "bytes_sent" -> Element.of(Kind.SIZE, Field.BYTES);
      case "request_length", "bytes_received" -> Element.of(Kind.SIZE, Field.REQUEST_BYTES);
      case "request_time", "session_time" -> Element.duration(Field.DURATION, SECOND);
      case "upstream_response_time", "upstream_session_time" ->
          Element.durations(Field.DURATION, SECOND);
      case "http_referer" -> Element.text(Field.REFERER);
      case "http_user_agent" -> Element.text(Field.USER_AGENT);
      case "http_x_forwarded_for", "proxy_add_x_forwarded_for" ->
          Element.of(Kind.LIST, Field.FORWARDED_FOR);
      case "host", "http_host", "server_name", "ssl_server_name" ->
          Element.text(Field.VIRTUAL_HOST);
      case "upstream_addr", "proxy_host" -> Element.of(Kind.LIST, Field.UPSTREAM);
      case "upstream_cache_status" -> Element.text(Field.CACHE_STATUS);
      case "ssl_protocol" -> Element.text(Field.TLS_VERSION);
      default ->
          Element.of(
              variable.startsWith("upstream_") ? Kind.LIST : Kind.TEXT, field(extension(variable)));
    };
  }

  /** A field of text; a variable of somebody's own may be called like a time or a number. */
  private static Field field(String name) {
    Field field = Field.of(name);
    return field.type() == Field.Type.TEXT ? field : Field.of("variable." + name);
  }

  /** Which of several variables for one field is that field: the most direct one. */
  private static int rank(String variable) {
    return switch (variable) {
      case "remote_addr",
          "host",
          "body_bytes_sent",
          "request_length",
          "request_time",
          "upstream_addr",
          "uri",
          "http_x_forwarded_for" ->
          3;
      case "http_host", "session_time" -> 2;
      case "server_name", "upstream_response_time" -> 1;
      default -> 0;
    };
  }

  /** The name of a variable that is no well-known field; headers are written as HTTP does. */
  private static String extension(String variable) {
    String[][] families = {
      {"http_", "header."},
      {"sent_http_", "responseHeader."},
      {"upstream_http_", "upstreamHeader."},
      {"sent_trailer_", "responseTrailer."},
      {"upstream_trailer_", "upstreamTrailer."},
    };
    for (String[] family : families) {
      if (variable.startsWith(family[0]) && variable.length() > family[0].length()) {
        String header = variable.substring(family[0].length());
        return family[1] + header.replace('_', '-').toLowerCase(Locale.ROOT);
      }
    }
    if (variable.startsWith("cookie_") || variable.startsWith("arg_")) {
      return variable.replaceFirst("_", ".");
    }
    return variable;
  }
}
