package io.github.simplehttpmonitor.core.query;

import io.github.simplehttpmonitor.core.filter.Filter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure of the requests that pass a filter, by group, over a window that slides. Immutable.
 *
 * <pre>{@code
 * Query.of(Measure.ratio(Filter.parse("status >= 500")), Duration.ofMinutes(5))
 *     .where(Filter.parse("path startsWith \"/api\""))
 *     .groupBy("virtualHost");
 * }</pre>
 *
 * @param measure the number
 * @param where the requests it is of; null for all
 * @param groupBy what makes a number of its own; empty for one over all
 * @param window 1 s to 24 h, a whole number of panes
 */
public record Query(
    Measure measure, @Nullable Filter where, List<GroupKey> groupBy, Duration window) {

  /** The longest window, 24 h. */
  public static final Duration MAX_WINDOW = Duration.ofHours(24);

  /** The most keys to group by. */
  public static final int MAX_KEYS = 8;

  /** Checks the values; what is wrong is said in an {@link IllegalArgumentException}. */
  public Query {
    groupBy = List.copyOf(groupBy);
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAX_WINDOW) > 0) {
      throw new IllegalArgumentException("a window is 1s to 24h long, not " + window);
    }
    if (groupBy.size() > MAX_KEYS) {
      throw new IllegalArgumentException("there are at most " + MAX_KEYS + " keys to group by");
    }
    if (groupBy.stream().map(GroupKey::name).distinct().count() < groupBy.size()) {
      throw new IllegalArgumentException("a key to group by is named twice");
    }
    if (measure.isHealth() && (where != null || !groupBy.isEmpty())) {
      throw new IllegalArgumentException(
          measure + " is about the monitoring itself: it takes neither a filter nor groups");
    }
    PaneLength.of(window);
  }

  /** {@return a query over all requests, without groups} */
  public static Query of(Measure measure, Duration window) {
    return new Query(measure, null, List.of(), window);
  }

  /** {@return it with another filter} */
  public Query where(Filter filter) {
    return new Query(measure, filter, groupBy, window);
  }

  /** {@return it with so much of the IP addresses zeroed by which it groups} */
  public Query anonymized(int level) {
    return groupBy(groupBy.stream().map(key -> key.anonymized(level)).toList());
  }

  /** {@return it grouped by these, see {@link GroupKey#of}} */
  public Query groupBy(String... names) {
    return groupBy(List.of(names).stream().map(GroupKey::of).toList());
  }

  /** {@return it grouped by these} */
  public Query groupBy(List<GroupKey> keys) {
    return new Query(measure, where, keys, window);
  }

  /** {@return it over another window} */
  public Query over(Duration newWindow) {
    return new Query(measure, where, groupBy, newWindow);
  }

  /** {@return the length of the panes the window is made of} */
  public Duration pane() {
    return PaneLength.of(window);
  }

  /** {@return it as one line for people} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(measure.toString());
    if (where != null) {
      text.append(" where ").append(where);
    }
    if (!groupBy.isEmpty()) {
      text.append(" by ").append(String.join(", ", groupBy.stream().map(GroupKey::name).toList()));
    }
    return text.append(" over ").append(window).toString();
  }
}
