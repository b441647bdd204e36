package io.github.simplehttpmonitor.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/** The runs of one task. */
final class Timings {

  private final List<Timing> runs = new ArrayList<>();

  void add(Timing run) {
    runs.add(run);
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  int size() {
    return runs.size();
  }

  double median() {
    return median(runs.stream().mapToDouble(Timing::seconds).sorted().toArray());
  }

  double min() {
    return runs.stream().mapToDouble(Timing::seconds).min().orElse(Double.NaN);
  }

  double max() {
    return runs.stream().mapToDouble(Timing::seconds).max().orElse(Double.NaN);
  }

  double cpu() {
    return median(runs.stream().mapToDouble(Timing::cpuSeconds).sorted().toArray());
  }

  long resident() {
    return runs.stream().mapToLong(Timing::residentBytes).max().orElse(-1);
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
