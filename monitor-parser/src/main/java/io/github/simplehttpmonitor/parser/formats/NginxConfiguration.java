package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.formats.FormatFile.Entry;
import io.github.simplehttpmonitor.parser.formats.FormatFile.Server;
import io.github.simplehttpmonitor.parser.formats.FormatFile.Use;
import java.util.ArrayList;
import java.util.List;

/** Finds formats and logs in a configuration of nginx. */
final class NginxConfiguration {

  private static final String COMBINED =
      "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\"";
  private static final String ESCAPE = "escape=";

  private final List<Entry> entries = new ArrayList<>();
  private final List<Log> logs = new ArrayList<>();

  /** A log and the name of its format. */
  private record Log(String file, String format, int line) {}

  private NginxConfiguration() {}

  static FormatFile parse(String text) {
    NginxConfiguration configuration = new NginxConfiguration();
    int start = 0;
    int line = 1;
    int startLine = 1;
    int i = 0;
    // Whether there are only blanks since the start: a text without an end is read once only.
    boolean blank = true;
    while (i < text.length()) {
      char c = text.charAt(i);
      int next = i + 1;
      if (c == '"' || c == '\'') {
        next = Math.min(text.length(), Directive.closing(text, i) + 1);
        blank = false;
      } else if (c == '#' && (i == start || text.charAt(i - 1) <= ' ')) {
        int newline = text.indexOf('\n', i);
        next = newline < 0 ? text.length() : newline;
      } else if (c == ';' || c == '{' || c == '}') {
        if (c == ';') {
          configuration.statement(text.substring(start, i), startLine);
        }
        blank = true;
      } else {
        blank = blank && Character.isWhitespace(c);
      }
      for (int k = i; k < next; k++) {
        line += text.charAt(k) == '\n' ? 1 : 0;
      }
      if (blank) {
        start = next;
        startLine = line;
      }
      i = next;
    }
    return configuration.result();
  }

  private void statement(String text, int line) {
    Directive directive = Directive.of(text);
    List<String> arguments = directive.arguments();
    switch (directive.name()) {
      case "log_format" -> {
        if (arguments.size() > 1) {
          boolean escapes = arguments.get(1).startsWith(ESCAPE);
          String escape = escapes ? arguments.get(1).substring(ESCAPE.length()) : "default";
          String definition = String.join("", arguments.subList(escapes ? 2 : 1, arguments.size()));
          entries.add(new Entry(Server.NGINX, arguments.get(0), definition, escape, line));
        }
      }
      case "access_log" -> {
        boolean named = arguments.size() > 1 && !arguments.get(1).contains("=");
        if (!arguments.isEmpty() && !arguments.get(0).equals("off")) {
          logs.add(new Log(arguments.get(0), named ? arguments.get(1) : "combined", line));
        }
      }
      default -> {}
    }
  }

  private FormatFile result() {
    List<Entry> named = FormatFile.lastOfEachName(entries);
    List<Use> uses = new ArrayList<>();
    for (Log log : logs) {
      named.stream()
          .filter(known -> known.name().equals(log.format))
          .findFirst()
          .or(
              () ->
                  java.util.Optional.of(log)
                      .filter(known -> known.format.equals("combined"))
                      .map(
                          known ->
                              new Entry(Server.NGINX, "combined", COMBINED, "default", known.line)))
          .ifPresent(entry -> uses.add(new Use(log.file, entry, log.line)));
    }
    return new FormatFile(named, uses);
  }
}
