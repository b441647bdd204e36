package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.formats.FormatFile.Entry;
import io.github.simplehttpmonitor.parser.formats.FormatFile.Server;
import io.github.simplehttpmonitor.parser.formats.FormatFile.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds formats and logs in a configuration of Apache httpd. */
final class ApacheConfiguration {

  private final List<Entry> entries = new ArrayList<>();
  private final List<Log> logs = new ArrayList<>();
  private String transferFormat = ApacheDefinition.NICKNAMES.getOrDefault("common", "");

  /** A log and the format or nickname that is named with it. */
  private record Log(String file, String format, int line) {}

  private ApacheConfiguration() {}

  static FormatFile parse(String text) {
    ApacheConfiguration configuration = new ApacheConfiguration();
    String[] lines = text.split("\n", -1);
    StringBuilder joined = new StringBuilder();
    int start = 1;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].stripTrailing();
      if (joined.length() == 0) {
        start = i + 1;
      }
      boolean goesOn = line.endsWith("\\") && !line.endsWith("\\\\");
      joined.append(goesOn ? line.substring(0, line.length() - 1) : line);
      if (!goesOn) {
        configuration.line(joined.toString().strip(), start);
        joined.setLength(0);
      }
    }
    configuration.line(joined.toString().strip(), start);
    return configuration.result();
  }

  private void line(String text, int number) {
    if (text.isEmpty() || text.charAt(0) == '#') {
      return;
    }
    // Only these lines are taken apart: others may hold quotes that never close.
    String word = text.split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    switch (word) {
      case "logformat" -> {
        List<String> arguments = Directive.ofLine(text).arguments();
        if (arguments.size() == 1) {
          transferFormat = arguments.get(0);
          entries.add(entry("apache", arguments.get(0), number));
        } else if (arguments.size() > 1) {
          entries.add(entry(arguments.get(1), arguments.get(0), number));
        }
      }
      case "customlog", "globallog" -> {
        Directive directive = Directive.ofLine(text);
        if (directive.arguments().size() > 1) {
          logs.add(new Log(directive.argument(0), directive.argument(1), number));
        }
      }
      case "transferlog" ->
          logs.add(new Log(Directive.ofLine(text).argument(0), transferFormat, number));
      default -> {}
    }
  }

  private static Entry entry(String name, String definition, int line) {
    return new Entry(Server.APACHE, name, definition, "default", line);
  }

  /** Nicknames may be defined after they are used. */
  private FormatFile result() {
    List<Entry> named = FormatFile.lastOfEachName(entries);
    Map<String, String> bundled = ApacheDefinition.NICKNAMES;
    List<Use> uses = new ArrayList<>();
    for (Log log : logs) {
      Entry entry =
          named.stream()
              .filter(known -> known.name().equals(log.format))
              .findFirst()
              .orElseGet(
                  () ->
                      bundled.containsKey(log.format)
                          ? entry(log.format, bundled.getOrDefault(log.format, ""), log.line)
                          : entry("apache", log.format, log.line));
      uses.add(new Use(log.file, entry, log.line));
    }
    return new FormatFile(named, uses);
  }
}
