package io.github.simplehttpmonitor.core.engine;

/**
 * How far records are behind the highest time before them, in whole seconds rounded up; from an
 * hour on they share the last bucket.
 */
final class LagHistogram {

  private static final int BUCKETS = 3_601;

  private final long[] counts = new long[BUCKETS];
  private long total;

  void add(long lagMicros) {
    int second =
        lagMicros <= 0 ? 0 : (int) Math.min((lagMicros + Times.SECOND - 1) / Times.SECOND, 3_600);
    counts[second]++;
    total++;
  }

  void merge(LagHistogram other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  /** {@return the seconds that at least this share of records is at most behind; 0 if none} */
  int secondsFor(double share) {
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return i;
      }
    }
    return BUCKETS - 1;
  }
}
