package io.github.simplehttpmonitor.cli.config;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Severity;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file says. What it leaves out is null or empty. Immutable.
 *
 * @param zone of times that are shown, and of times in logs that name none
 * @param idle how long a followed log has to be silent until time goes on without it
 * @param maxLineBytes the limit of a line
 * @param where the requests that count
 * @param stateDirectory where a live monitor keeps its state
 * @param sources what is read
 * @param interval the length of a statistics interval
 * @param queries what statistics show beside the number of requests
 * @param rules the rules; null if the file has none, so that the default one is in force
 * @param appenders who is told
 */
public record Configuration(
    @Nullable ZoneId zone,
    @Nullable Duration idle,
    @Nullable Integer maxLineBytes,
    @Nullable Filter where,
    @Nullable Path stateDirectory,
    List<SourceEntry> sources,
    @Nullable Duration interval,
    List<NamedQuery> queries,
    @Nullable List<AlertRule> rules,
    List<AppenderEntry> appenders) {

  /** Makes the lists unmodifiable. */
  public Configuration {
    sources = List.copyOf(sources);
    queries = List.copyOf(queries);
    rules = rules == null ? null : List.copyOf(rules);
    appenders = List.copyOf(appenders);
  }

  /** {@return a configuration that says nothing} */
  public static Configuration empty() {
    return new Configuration(
        null, null, null, null, null, List.of(), null, List.of(), null, List.of());
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is wrong
   */
  public static Configuration read(Path path) {
    return new ConfigReader(YamlFile.read(path)).read();
  }

  /**
   * Reads a text.
   *
   * @param file what it is called in messages
   * @throws ConfigException if it is wrong
   */
  public static Configuration parse(String file, String text) {
    return new ConfigReader(YamlFile.parse(file, text)).read();
  }

  /** {@return it with other rules} */
  public Configuration withRules(List<AlertRule> newRules) {
    return new Configuration(
        zone,
        idle,
        maxLineBytes,
        where,
        stateDirectory,
        sources,
        interval,
        queries,
        newRules,
        appenders);
  }

  /** {@return it as a file that reads back to the same; what looks secret is masked} */
  public String toYaml() {
    return new ConfigWriter().write(this);
  }

  /**
   * Some logs and how they are read.
   *
   * @param files names or patterns
   * @param formats of which the first that fits a line is taken; empty to find it by looking
   * @param formatFile a configuration of a server that says the format; null for none
   * @param timeFormat how a regex format's times are written
   * @param lateness null to take it from a sample
   * @param zone of times that name none; null for that of the whole
   */
  public record SourceEntry(
      List<String> files,
      List<String> formats,
      @Nullable String formatFile,
      @Nullable String timeFormat,
      @Nullable Duration lateness,
      @Nullable ZoneId zone) {

    /** Makes the list unmodifiable. */
    public SourceEntry {
      files = List.copyOf(files);
      formats = List.copyOf(formats);
    }
  }

  /**
   * An appender and what it is told.
   *
   * @param name the provider's name
   * @param options as they are written, with their variables
   * @param severity the least severity of alerts it is told; null for all
   * @param labels what the labels of alerts it is told have to be
   * @param place where it is in the file, which is no part of what it is
   */
  public record AppenderEntry(
      String name,
      Map<String, String> options,
      @Nullable Severity severity,
      Map<String, String> labels,
      Place place) {

    /** Makes the maps unmodifiable. */
    public AppenderEntry {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** {@return whether it is told only of some events} */
    public boolean isChosen() {
      return severity != null || !labels.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof AppenderEntry entry
          && entry.name.equals(name)
          && entry.options.equals(options)
          && entry.severity == severity
          && entry.labels.equals(labels);
    }

    @Override
    public int hashCode() {
      return java.util.Objects.hash(name, options, severity, labels);
    }
  }
}
