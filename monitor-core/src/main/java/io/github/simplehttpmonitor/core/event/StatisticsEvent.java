package io.github.simplehttpmonitor.core.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one interval.
 *
 * @param start first moment of the interval
 * @param end first moment after it
 * @param requests how many requests there were, at least 1
 * @param topSection the section with most of them, null if no request had a path; of equals the
 *     lexically first
 * @param topSectionRequests how many requests it got
 * @param maxError how much too low {@code topSectionRequests} can be; 0 unless there were more
 *     sections than are counted exactly
 * @param values what further queries of the statistics come to, by name; NaN if there is no value
 * @param observedAt see {@link Event#observedAt()}
 */
public record StatisticsEvent(
    Instant start,
    Instant end,
    long requests,
    @Nullable String topSection,
    long topSectionRequests,
    long maxError,
    Map<String, Double> values,
    @Nullable Instant observedAt)
    implements Event {

  /** The {@link #type()}. */
  public static final String TYPE = "statistics";

  /** Makes the map unmodifiable. */
  public StatisticsEvent {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Statistics without further queries. */
  public StatisticsEvent(
      Instant start,
      Instant end,
      long requests,
      @Nullable String topSection,
      long topSectionRequests,
      long maxError,
      @Nullable Instant observedAt) {
    this(start, end, requests, topSection, topSectionRequests, maxError, Map.of(), observedAt);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Instant at() {
    return end;
  }

  @Override
  public StatisticsEvent observedAt(@Nullable Instant time) {
    return new StatisticsEvent(
        start, end, requests, topSection, topSectionRequests, maxError, values, time);
  }

  @Override
  public void accept(EventVisitor visitor) {
    visitor.statistics(this);
  }
}
