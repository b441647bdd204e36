package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.Element.Kind;
import java.util.Locale;

/**
 * Reads a {@code LogFormat} string of Apache httpd (<a
 * href="https://httpd.apache.org/docs/2.4/mod/mod_log_config.html">mod_log_config</a>). Directives
 * that mean no well-known field become extension fields: {@code header.NAME}, {@code
 * responseHeader.NAME}, {@code cookie.NAME}, {@code env.NAME}, {@code note.NAME}.
 */
final class ApacheDefinition {

  private static final long MILLI = 1_000;
  private static final long SECOND = 1_000_000;

  private final String source;
  private final Definition.Builder builder;
  private int at;

  private ApacheDefinition(String source) {
    this.source = source;
    this.builder = new Definition.Builder(source);
  }

  static Definition parse(String source) {
    return new ApacheDefinition(source).parse();
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
    return builder.build();
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
    // Conditions by status ("!200,304") and "<" or ">" change which value is logged, not its shape.
    while (at < source.length() && "!<>,0123456789".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    if (at < source.length() && source.charAt(at) == '{') {
      int close = source.indexOf('}', at);
      if (close < 0) {
        throw new FormatException("'{' is not closed", source, at);
      }
      argument = source.substring(at + 1, close);
      at = close + 1;
      while (at < source.length() && "<>".indexOf(source.charAt(at)) >= 0) {
        at++;
      }
    }
    if (at >= source.length()) {
      throw new FormatException("a directive is not complete", source, start);
    }
    char letter = source.charAt(at++);
    if (letter == '^' && at + 1 < source.length()) {
      String trailer = source.substring(at, at + 2);
      at += 2;
      builder.field(Element.text(Field.of("trailer." + trailer + "." + argument)), start);
    } else if (letter == '%') {
      builder.text("%");
    } else {
      field(letter, argument, start);
    }
  }

  private void field(char letter, String argument, int start) {
    switch (letter) {
      case 't' -> time(argument, start);
      case 'T' -> builder.field(Element.duration(Field.DURATION, unit(argument, start)), start);
      default -> builder.field(simple(letter, argument, start), start);
    }
  }

  private Element simple(char letter, String argument, int start) {
    return switch (letter) {
      case 'h', 'a' -> Element.text(argument.equals("c") ? Field.of("peer") : Field.CLIENT);
      case 'l' -> Element.text(Field.IDENT);
      case 'u' -> Element.text(Field.USER);
      case 'r' -> Element.of(Kind.REQUEST, Field.REQUEST);
      case 's' -> Element.of(Kind.STATUS, Field.STATUS);
      case 'b', 'B' -> Element.of(Kind.SIZE, Field.BYTES);
      // The bundled vhost_combined logs %O in the place of %b: the nearest there is to a size.
      case 'O' ->
          source.contains("%b") || source.contains("%B")
              ? Element.text(Field.of("bytesOut"))
              : Element.of(Kind.SIZE, Field.BYTES);
      case 'I' -> Element.of(Kind.SIZE, Field.REQUEST_BYTES);
      case 'D' -> Element.duration(Field.DURATION, 1);
      case 'v', 'V' -> Element.text(Field.VIRTUAL_HOST);
      case 'm' -> Element.text(Field.METHOD);
      case 'U' -> Element.of(Kind.PATH, Field.PATH);
      case 'q' -> Element.of(Kind.QUERY, Field.QUERY);
      case 'H' -> Element.text(Field.PROTOCOL);
      case 'A' -> Element.text(Field.of("localAddress"));
      case 'p' -> Element.text(Field.of("port"));
      case 'P' -> Element.text(Field.of("pid"));
      case 'f' -> Element.text(Field.of("filename"));
      case 'k' -> Element.text(Field.of("keepalives"));
      case 'L' -> Element.text(Field.of("logId"));
      case 'R' -> Element.text(Field.of("handler"));
      case 'X' -> Element.text(Field.of("connectionStatus"));
      case 'S' -> Element.text(Field.of("bytesTotal"));
      case 'i' -> Element.text(requestHeader(argument, start));
      case 'o' -> Element.text(named("responseHeader", argument, start));
      case 'C' -> Element.text(named("cookie", argument, start));
      case 'e' -> Element.text(named("env", argument, start));
      case 'n' -> Element.text(named("note", argument, start));
      case 'x' -> Element.text(sslVariable(argument, start));
      default ->
          throw new FormatException(
              "%" + letter + " is not a directive of Apache's mod_log_config", source, start);
    };
  }

  private Field named(String family, String argument, int start) {
    if (argument.isEmpty()) {
      throw new FormatException("this directive needs a name in braces", source, start);
    }
    return Field.of(family + "." + argument.toLowerCase(Locale.ROOT));
  }

  private Field requestHeader(String name, int start) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "referer" -> Field.REFERER;
      case "user-agent" -> Field.USER_AGENT;
      case "x-forwarded-for" -> Field.FORWARDED_FOR;
      case "host" -> Field.VIRTUAL_HOST;
      default -> named("header", name, start);
    };
  }

  private Field sslVariable(String argument, int start) {
    return argument.equalsIgnoreCase("SSL_PROTOCOL")
        ? Field.TLS_VERSION
        : named("ssl", argument, start);
  }

  private long unit(String argument, int start) {
    return switch (argument) {
      case "", "s" -> SECOND;
      case "ms" -> MILLI;
      case "us" -> 1;
      default -> throw new FormatException("the unit of %T is one of s, ms, us", source, start);
    };
  }

  private void time(String argument, int start) {
    String pattern =
        argument.startsWith("begin:") || argument.startsWith("end:")
            ? argument.substring(argument.indexOf(':') + 1)
            : argument;
    switch (pattern) {
      case "" -> {
        builder.text("[");
        builder.field(Element.time(TimeSpec.CLF), start);
        builder.text("]");
      }
      case "sec" -> builder.field(Element.time(TimeSpec.EPOCH), start);
      case "msec" -> builder.field(Element.time(TimeSpec.EPOCH_MILLIS), start);
      case "usec" -> builder.field(Element.time(TimeSpec.EPOCH_MICROS), start);
      case "msec_frac", "usec_frac" -> builder.field(Element.text(Field.of("timeFraction")), start);
      default -> {
        try {
          builder.field(Element.time(new TimeSpec(pattern)), start);
        } catch (FormatException e) {
          throw e;
        } catch (IllegalArgumentException e) {
          throw new FormatException(String.valueOf(e.getMessage()), source, start);
        }
      }
    }
  }
}
