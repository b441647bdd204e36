package io.github.simplehttpmonitor.core.engine;

/**
 * How far late records are behind the highest time before them, in whole seconds rounded up; from
 * an hour on they share the last bucket.
 */
final class LagHistogram {

  private static final int BUCKETS = 3_601;

  private final long[] counts = new long[BUCKETS];

  void add(long lagMicros) {
    int second =
        lagMicros <= 0 ? 0 : (int) Math.min((lagMicros + Times.SECOND - 1) / Times.SECOND, 3_600);
    counts[second]++;
  }

  void merge(LagHistogram other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
  }

  /**
   * {@return the least lateness, in seconds, with which no more than this many records would be
   * late}
   */
  int secondsForAtMost(long late) {
    long left = 0;
    for (int i = BUCKETS - 1; i > 0; i--) {
      left += counts[i];
      if (left > late) {
        return i;
      }
    }
    return 0;
  }
}
