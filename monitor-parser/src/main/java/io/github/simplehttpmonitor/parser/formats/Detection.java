package io.github.simplehttpmonitor.parser.formats;

import java.util.List;
import java.util.Optional;

/**
 * What detection makes of a sample: a pure function of its bytes and the formats tried.
 *
 * @param candidates all that were tried, the best first
 */
public record Detection(List<Candidate> candidates) {

  /** From this score on a format is taken to be the right one. */
  public static final double ENOUGH = 0.5;

  /** Makes the list unmodifiable. */
  public Detection {
    candidates = List.copyOf(candidates);
  }

  /** {@return the best format, if it fits well enough} */
  public Optional<Candidate> best() {
    return nearest().filter(candidate -> candidate.score() >= ENOUGH);
  }

  /** {@return the format that fits best, well enough or not} */
  public Optional<Candidate> nearest() {
    return candidates.stream().findFirst();
  }
}
