package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tries many formats on one sample: all of them on its first lines and on some of the others, then
 * the best ones on every line.
 */
final class Detectors {

  private static final int FIRST_LINES = 16;
  private static final int OTHER_LINES = 16;
  private static final int SURVIVORS = 8;

  /** Scores that differ by less are equal; then more fields decide. */
  private static final double STEP = 0.02;

  private final SampleLines sample;
  private final boolean onlyObjects;
  private final List<Detector> detectors = new ArrayList<>();

  Detectors(byte[] bytes, int length) {
    sample = new SampleLines(bytes, length);
    onlyObjects = sample.isOnlyObjects(FIRST_LINES);
  }

  List<Ranked> rank(List<LogFormatProvider> providers) {
    boolean isShort = sample.count() <= FIRST_LINES + OTHER_LINES;
    for (LogFormatProvider provider : providers) {
      try {
        if (provider.isDetectable() && isPossible(provider)) {
          detectors.add(looked(provider.create(FormatOptions.NONE), isShort));
        }
      } catch (LinkageError | RuntimeException ignored) {
        // Another's plug-in must not keep the right format from being found.
      }
    }
    if (!isShort) {
      List<Scored> first = scored();
      boolean anyFits = first.stream().anyMatch(scored -> scored.score > 0);
      first.stream()
          .limit(anyFits ? SURVIVORS : first.size())
          .forEach(scored -> lookAtAll(scored.detector));
    }
    return scored().stream()
        .map(
            scored ->
                new Ranked(
                    scored.detector.candidate(scored.score),
                    0,
                    scored.detector.detail(),
                    scored.score > 0 ? 1 : scored.detector.progress()))
        .toList();
  }

  /**
   * A candidate with what decides between equals.
   *
   * @param wrapper 0 for lines as they are, else the number of the wrapper they were taken from
   * @param detail how much it makes of a line
   * @param progress how far into the lines it fits if it fits none, from 0 to 1
   */
  record Ranked(Candidate candidate, int wrapper, double detail, double progress) {

    Ranked wrappedIn(Wrappers.Peeled peeled, int number) {
      double share = peeled.share();
      double weight = share / (share + Detector.NOISE * (1 - share));
      Candidate inner = candidate;
      Candidate wrapped =
          new Candidate(
              WrapperFormat.around(peeled.wrapper(), inner.format()),
              inner.score() * weight,
              inner.lines(),
              inner.parsed(),
              inner.why(),
              inner.example(),
              inner.column());
      return new Ranked(wrapped, number, detail, progress * share);
    }
  }

  /** Sorts; of equals the earlier stays first. */
  static List<Ranked> bestFirst(List<Ranked> ranked) {
    return ranked.stream()
        .sorted(
            Comparator.comparingLong((Ranked r) -> -Math.round(r.candidate.score() / STEP))
                .thenComparingInt(Ranked::wrapper)
                .thenComparingDouble(r -> -r.detail)
                .thenComparingDouble(r -> -r.progress))
        .toList();
  }

  /** A detector and its score, which is not free to compute. */
  private record Scored(Detector detector, double score) {}

  /** Whether lines of a built-in format can look like these: to make them all takes time. */
  private boolean isPossible(LogFormatProvider provider) {
    boolean isJson = JsonProviders.ALL.contains(provider);
    return isJson ? sample.hasObjects() : !(onlyObjects && BuiltInProvider.isBuiltIn(provider));
  }

  private Detector looked(LogFormat format, boolean all) {
    Detector detector = new Detector(format, sample);
    if (all) {
      detector.look(0, sample.count(), 1);
    } else {
      detector.look(0, FIRST_LINES, 1);
      int step = Math.max(1, (sample.count() - FIRST_LINES) / OTHER_LINES);
      detector.look(FIRST_LINES, sample.count(), step);
    }
    return detector;
  }

  private void lookAtAll(Detector first) {
    try {
      // A new one, for what a format makes of a line may depend on all before it.
      Detector detector = first.anew();
      detector.look(0, sample.count(), 1);
      detectors.set(detectors.indexOf(first), detector);
    } catch (LinkageError | RuntimeException e) {
      detectors.remove(first);
    }
  }

  /** The best first; of equals the earlier provider stays first. */
  private List<Scored> scored() {
    boolean[] accessLines = new boolean[sample.count()];
    detectors.forEach(detector -> detector.note(accessLines));
    return detectors.stream()
        .map(detector -> new Scored(detector, detector.score(accessLines)))
        .sorted(
            Comparator.comparingLong((Scored s) -> -Math.round(s.score / STEP))
                .thenComparingDouble(s -> -s.detector.detail()))
        .toList();
  }
}
