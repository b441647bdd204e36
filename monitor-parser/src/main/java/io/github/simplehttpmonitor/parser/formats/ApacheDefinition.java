package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.Element.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a {@code LogFormat} string of Apache httpd (<a
 * href="https://httpd.apache.org/docs/2.4/mod/mod_log_config.html">mod_log_config</a>, mod_logio,
 * mod_ssl). Directives that mean no well-known field become extension fields: {@code header.NAME},
 * {@code responseHeader.NAME}, {@code cookie.NAME}, {@code env.NAME}, {@code note.NAME}.
 */
final class ApacheDefinition {

  private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";
  private static final String COMBINED = COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"";

  /** The nicknames of httpd's own configuration and manual. */
  static final Map<String, String> NICKNAMES =
      Map.of(
          "common",
          COMMON,
          "combined",
          COMBINED,
          "combinedio",
          COMBINED + " %I %O",
          "referer",
          "%{Referer}i -> %U",
          "agent",
          "%{User-agent}i");

  private static final long MILLI = 1_000;
  private static final long SECOND = 1_000_000;

  /** Directives with a name in braces; without it they say nothing. */
  private static final String NAMED = "ioCenxc";

  private static final Map<Character, Set<String>> ARGUMENTS =
      Map.of(
          'a', Set.of("c"),
          'h', Set.of("c"),
          'L', Set.of("c"),
          'p', Set.of("canonical", "local", "remote"),
          'P', Set.of("pid", "tid", "hextid"),
          'T', Set.of("s", "ms", "us"));

  private final String source;
  private final DefinitionBuilder builder;
  private int at;

  private ApacheDefinition(String source) {
    this.source = source;
    this.builder = new DefinitionBuilder(source);
  }

  /** Reads a format string, as it is or as it stands in a configuration, or a nickname. */
  static Definition parse(String source) {
    return new ApacheDefinition(unquoted(source)).parse();
  }

  /** Reads a format string without looking for quotes around it. */
  static Definition parseBare(String source) {
    return new ApacheDefinition(source).parse();
  }

  private static String unquoted(String source) {
    String text = source.strip();
    if (text.regionMatches(true, 0, "LogFormat ", 0, 10)) {
      text = Directive.ofLine(text).argument(0);
    } else if (isQuoted(text)) {
      text = Directive.unescape(text.substring(1, text.length() - 1));
    }
    String known = NICKNAMES.get(text.toLowerCase(Locale.ROOT));
    return known != null ? known : text.equals(source.strip()) ? source : text;
  }

  /** Whether quotes surround the whole and all quotes within are escaped. */
  private static boolean isQuoted(String text) {
    if (text.length() < 3 || text.charAt(0) != '"' || !text.endsWith("\"")) {
      return false;
    }
    for (int i = 1; i < text.length() - 1; i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return false;
      }
    }
    return true;
  }

  private Definition parse() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\\' && at + 1 < source.length()) {
        builder.text(escaped(source.charAt(at + 1)));
        at += 2;
      } else if (c != '%') {
        builder.text(String.valueOf(c));
        at++;
      } else {
        directive(at++);
      }
    }
    return builder.build(Escaping.SERVER);
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> String.valueOf(c);
    };
  }

  private void directive(int start) {
    String argument = "";
    char modifier = ' ';
    // Conditions by status ("!200,304") change which value is logged, not its shape.
    while (at < source.length() && "!<>,0123456789".indexOf(source.charAt(at)) >= 0) {
      modifier = source.charAt(at++);
    }
    if (at < source.length() && source.charAt(at) == '{') {
      int close = source.indexOf('}', at);
      if (close < 0) {
        throw new FormatException("'{' is not closed", source, at);
      }
      argument = source.substring(at + 1, close);
      at = close + 1;
      while (at < source.length() && "<>".indexOf(source.charAt(at)) >= 0) {
        modifier = source.charAt(at++);
      }
    }
    if (at >= source.length()) {
      throw new FormatException("a directive is not complete", source, start);
    }
    char letter = source.charAt(at++);
    if (letter == '^') {
      twoLetters(argument, start);
    } else if (letter == '%') {
      builder.text("%");
    } else {
      check(letter, argument, start);
      field(letter, argument, modifier, start);
    }
  }

  private void twoLetters(String argument, int start) {
    String letters = source.substring(at, Math.min(at + 2, source.length()));
    at += letters.length();
    switch (letters) {
      case "FB" -> builder.field(Element.text(Field.of("timeToFirstByte")), start);
      case "ti" -> builder.field(named("trailer", argument, start), start);
      case "to" -> builder.field(named("responseTrailer", argument, start), start);
      default ->
          throw new FormatException(
              "%^" + letters + " is not a directive of Apache's mod_log_config", source, start);
    }
  }

  private void check(char letter, String argument, int start) {
    if (argument.isEmpty()) {
      if (NAMED.indexOf(letter) >= 0) {
        throw new FormatException("this directive needs a name in braces", source, start);
      }
      return;
    }
    Set<String> known = ARGUMENTS.get(letter);
    if (known != null && !known.contains(argument)) {
      throw new FormatException(
          letter == 'T'
              ? "the unit of %T is one of s, ms, us"
              : "%" + letter + " takes in braces one of " + known.stream().sorted().toList(),
          source,
          start);
    }
  }

  private void field(char letter, String argument, char modifier, int start) {
    switch (letter) {
      case 'a' ->
          client(argument.isEmpty() ? "clientAddress" : "peer", argument.isEmpty() ? 3 : 1, start);
      case 'h' ->
          client(argument.isEmpty() ? "clientHost" : "peerHost", argument.isEmpty() ? 2 : 0, start);
      // The last status, after internal redirects, is what the client got.
      case 's' ->
          add(
              Element.of(Kind.STATUS, Field.STATUS),
              "originalStatus",
              modifier == '>' ? 1 : 0,
              start);
      case 'b' -> add(Element.of(Kind.SIZE, Field.BYTES), "bodyBytes", 3, start);
      case 'B' -> add(Element.of(Kind.SIZE, Field.BYTES), "bodyBytes", 2, start);
      // The bundled vhost_combined logs %O in the place of %b: the nearest there is to a size.
      case 'O' -> add(Element.of(Kind.SIZE, Field.BYTES), "bytesOut", 1, start);
      case 'D' -> add(Element.duration(Field.DURATION, 1), "durationMicros", 3, start);
      case 'T' -> seconds(argument, start);
      case 't' -> time(argument, start);
      case 'v' -> add(Element.text(Field.VIRTUAL_HOST), "serverName", 3, start);
      case 'V' -> add(Element.text(Field.VIRTUAL_HOST), "serverName", 2, start);
      case 'U' -> add(Element.of(Kind.PATH, Field.PATH), "urlPath", 0, start);
      case 'q' -> add(Element.of(Kind.QUERY, Field.QUERY), "queryString", 0, start);
      case 'i' -> requestHeader(argument, start);
      case 'm' -> add(Element.text(Field.METHOD), "otherMethod", 0, start);
      case 'H' -> add(Element.text(Field.PROTOCOL), "otherProtocol", 0, start);
      case 'u' -> add(Element.text(Field.USER), "otherUser", 0, start);
      default -> builder.field(simple(letter, argument, start), start);
    }
  }

  private void add(Element element, String other, int rank, int start) {
    builder.field(element, other, rank, start);
  }

  private void client(String other, int rank, int start) {
    add(Element.text(Field.CLIENT), other, rank, start);
  }

  private Element simple(char letter, String argument, int start) {
    return switch (letter) {
      case 'l' -> Element.text(Field.IDENT);
      case 'r' -> Element.of(Kind.REQUEST, Field.REQUEST);
      case 'I' -> Element.of(Kind.SIZE, Field.REQUEST_BYTES);
      case 'A' -> Element.text(Field.of("localAddress"));
      case 'p' -> Element.text(Field.of(port(argument)));
      case 'P' -> Element.text(Field.of(argument.isEmpty() ? "pid" : argument));
      case 'f' -> Element.text(Field.of("filename"));
      case 'k' -> Element.text(Field.of("keepalives"));
      case 'L' -> Element.text(Field.of(argument.isEmpty() ? "logId" : "connectionLogId"));
      case 'R' -> Element.text(Field.of("handler"));
      case 'X' -> Element.text(Field.of("connectionStatus"));
      case 'S' -> Element.text(Field.of("bytesTotal"));
      case 'o' -> named("responseHeader", argument, start);
      case 'C' -> named("cookie", argument, start);
      case 'e' -> environment(argument, start);
      case 'n' -> named("note", argument, start);
      case 'x' ->
          argument.equalsIgnoreCase("SSL_PROTOCOL")
              ? Element.text(Field.TLS_VERSION)
              : named("ssl", argument, start);
      case 'c' ->
          argument.equalsIgnoreCase("version")
              ? Element.text(Field.TLS_VERSION)
              : named("ssl", argument, start);
      default ->
          throw new FormatException(
              "%" + letter + " is not a directive of Apache's mod_log_config", source, start);
    };
  }

  private Element environment(String name, int start) {
    return switch (name) {
      case "BALANCER_WORKER_NAME" -> Element.text(Field.UPSTREAM);
      case "cache-status" -> Element.text(Field.CACHE_STATUS);
      default -> named("env", name, start);
    };
  }

  private static String port(String argument) {
    return switch (argument) {
      case "remote" -> "clientPort";
      case "local" -> "localPort";
      default -> "port";
    };
  }

  private Element named(String family, String argument, int start) {
    if (argument.isEmpty()) {
      throw new FormatException("this directive needs a name in braces", source, start);
    }
    return Element.text(Field.of(family + "." + argument.toLowerCase(Locale.ROOT)));
  }

  private void requestHeader(String name, int start) {
    Element header = named("header", name, start);
    switch (name.toLowerCase(Locale.ROOT)) {
      case "referer" -> builder.field(Element.text(Field.REFERER), start);
      case "user-agent" -> builder.field(Element.text(Field.USER_AGENT), start);
      case "x-forwarded-for" -> builder.field(Element.of(Kind.LIST, Field.FORWARDED_FOR), start);
      case "host" -> add(Element.text(Field.VIRTUAL_HOST), header.field().name(), 1, start);
      default -> builder.field(header, start);
    }
  }

  private void seconds(String unit, int start) {
    switch (unit) {
      case "us" -> add(Element.duration(Field.DURATION, 1), "durationMicros", 3, start);
      case "ms" -> add(Element.duration(Field.DURATION, MILLI), "durationMillis", 2, start);
      default -> add(Element.duration(Field.DURATION, SECOND), "durationSeconds", 1, start);
    }
  }

  private void time(String argument, int start) {
    boolean end = argument.startsWith("end:");
    String pattern =
        end || argument.startsWith("begin:")
            ? argument.substring(argument.indexOf(':') + 1)
            : argument;
    int all = TimePattern.DATE | TimePattern.CLOCK | TimePattern.ZONE;
    int withFraction = all | TimePattern.FRACTION;
    // The time of a request is when it came; when it ended is second best.
    int rank = end ? 0 : 1;
    String other = end ? "endTime" : "otherTime";
    try {
      switch (pattern) {
        case "" -> {
          builder.text("[");
          builder.time(TimeSpec.CLF, all, other, rank, start);
          builder.text("]");
        }
        case "sec" -> builder.time(new TimeSpec("%s"), all, other, rank, start);
        case "msec" -> builder.time(TimeSpec.EPOCH_MILLIS, withFraction, other, rank, start);
        case "usec" -> builder.time(TimeSpec.EPOCH_MICROS, withFraction, other, rank, start);
        case "msec_frac" ->
            builder.time(new TimeSpec("%3N"), TimePattern.FRACTION, "timeFraction", rank, start);
        case "usec_frac" ->
            builder.time(new TimeSpec("%6N"), TimePattern.FRACTION, "timeFraction", rank, start);
        default -> {
          TimeSpec spec = new TimeSpec(pattern);
          builder.time(spec, TimePattern.parts(pattern), other, rank, start);
        }
      }
    } catch (FormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new FormatException(String.valueOf(e.getMessage()), source, start);
    }
  }
}
