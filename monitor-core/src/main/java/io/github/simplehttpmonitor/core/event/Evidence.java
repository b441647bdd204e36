package io.github.simplehttpmonitor.core.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an alert fired: who and what made the requests of its window, beside the window before it.
 * Gathered by reading the end of the log once more when it fires, so that a rule that is quiet
 * costs nothing. All text is log text: escape it.
 *
 * @param requests how many requests of the window were looked at
 * @param before how many of the window before it
 * @param partial whether the log could not be read back to the beginning of both
 * @param tops the most frequent values, at most one for each field
 * @param samples a few lines of the window, with what could be secret left out
 */
public record Evidence(
    long requests, long before, boolean partial, List<Top> tops, List<String> samples) {

  /** Makes the lists unmodifiable. */
  public Evidence {
    tops = List.copyOf(tops);
    samples = List.copyOf(samples);
  }

  /**
   * The most frequent value of a field in the window.
   *
   * @param field the field, or {@code section}
   * @param value the value
   * @param requests how many requests had it
   * @param share their share of the window's requests, from 0 to 1
   * @param before how many requests had it in the window before
   * @param shareBefore their share then; null if there were no requests
   */
  public record Top(
      String field,
      String value,
      long requests,
      double share,
      long before,
      @Nullable Double shareBefore) {}
}
