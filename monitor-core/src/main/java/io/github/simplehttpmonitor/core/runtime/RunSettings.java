package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How sources are read.
 *
 * @param format the format, null to find it by looking
 * @param registry the formats to look among
 * @param context what parsers are made for
 * @param lateness the allowed lateness, null to take it from a sample
 * @param statsInterval the length of a statistics interval
 * @param idle how long a source has to be silent until time goes on without it
 * @param thenSilence how long time runs on after the end
 * @param fromStart whether following begins at the start of a file
 * @param once whether following ends at the end of the files
 * @param jobs how many segments of an archive are parsed at once; 1 starts no thread
 * @param since the first moment that counts, null for all
 * @param until the first moment after it that does not, null for all
 * @param standardInput what is read for the path {@value #STANDARD_INPUT}; null: it is a file's
 *     name
 * @param sources how sources are read that differ from the others, by their paths as given
 * @param evidence whether it is gathered why alerts fire
 * @param nanoTime monotonic time
 * @param clock the clock on the wall
 */
public record RunSettings(
    @Nullable LogFormat format,
    FormatRegistry registry,
    ParserContext context,
    @Nullable Duration lateness,
    Duration statsInterval,
    Duration idle,
    Duration thenSilence,
    boolean fromStart,
    boolean once,
    int jobs,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable InputStream standardInput,
    Map<String, SourceSettings> sources,
    boolean evidence,
    LongSupplier nanoTime,
    InstantSource clock) {

  /** The path that means standard input, where there is one. */
  static final String STANDARD_INPUT = "-";

  /** What it is called in notices. */
  static final String STANDARD_INPUT_NAME = "standard input";

  /** {@return the settings of the source of that name} */
  RunSettings of(String name) {
    SourceSettings own = sources.get(name);
    if (own == null) {
      return this;
    }
    return with(
        own.format() != null ? own.format() : format,
        own.zone() == null
            ? context
            : new ParserContext(
                context.fields(), own.zone(), context.reference(), context.maxLineBytes()),
        own.lateness() != null ? own.lateness() : lateness);
  }

  /** {@return the settings under which a source is read as another one is} */
  RunSettings like(String name, String other) {
    SourceSettings own = sources.get(other);
    if (own == null || name.equals(other)) {
      return this;
    }
    Map<String, SourceSettings> more = new HashMap<>(sources);
    more.put(name, own);
    return with(format, context, lateness, more);
  }

  /** {@return the settings with other fields of records} */
  public RunSettings with(Fields fields) {
    return with(format, context(context, fields), lateness);
  }

  /** {@return a context with other fields} */
  static ParserContext context(ParserContext context, Fields fields) {
    return new ParserContext(fields, context.zone(), context.reference(), context.maxLineBytes());
  }

  private RunSettings with(
      @Nullable LogFormat newFormat, ParserContext newContext, @Nullable Duration newLateness) {
    return with(newFormat, newContext, newLateness, sources);
  }

  private RunSettings with(
      @Nullable LogFormat newFormat,
      ParserContext newContext,
      @Nullable Duration newLateness,
      Map<String, SourceSettings> newSources) {
    return new RunSettings(
        newFormat,
        registry,
        newContext,
        newLateness,
        statsInterval,
        idle,
        thenSilence,
        fromStart,
        once,
        jobs,
        since,
        until,
        standardInput,
        newSources,
        evidence,
        nanoTime,
        clock);
  }
}
