package io.github.simplehttpmonitor.cli.config;

import java.util.List;

/** The keys of each part of the configuration, in the order in which it is written. */
final class ConfigKeys {

  static final List<String> ROOT =
      List.of(
          "tz",
          "idle",
          "max_line_bytes",
          "where",
          "state_dir",
          "sources",
          "statistics",
          "rules",
          "appenders");

  static final List<String> SOURCE =
      List.of("files", "format", "format_file", "time_format", "allowed_lateness", "tz");

  static final List<String> STATISTICS = List.of("interval", "queries");

  static final List<String> QUERY = List.of("name", "measure", "of", "field", "where", "group_by");

  static final List<String> RULE =
      List.of(
          "name",
          "measure",
          "of",
          "field",
          "where",
          "group_by",
          "window",
          "above",
          "below",
          "outside",
          "recovery",
          "warning",
          "critical",
          "for",
          "keep_firing_for",
          "no_data",
          "max_groups",
          "labels",
          "summary");

  static final List<String> LEVEL = List.of("above", "below", "outside", "recovery");

  static final List<String> GROUP = List.of("route");

  static final List<String> APPENDER = List.of("name", "options", "severity", "labels");

  private ConfigKeys() {}
}
