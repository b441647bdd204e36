package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.spi.MonitorHealth;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far late records are behind the highest time before them, in whole seconds rounded up; from
 * an hour on they share the last bucket.
 */
final class LagHistogram {

  private static final int BUCKETS = 3_601;

  /** Upper bounds in seconds; the last one is that of the last bucket. */
  private static final int[] SHOWN = {1, 2, 5, 10, 30, 60, 120, 300, 900, BUCKETS - 1};

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

  /** {@return it in the few buckets that are shown} */
  MonitorHealth.Lateness toLateness() {
    List<MonitorHealth.Bucket> buckets = new ArrayList<>();
    long total = 0;
    long sum = 0;
    int second = 0;
    for (int bound : SHOWN) {
      long inBucket = 0;
      for (; second <= bound; second++) {
        inBucket += counts[second];
        sum += counts[second] * second;
      }
      buckets.add(new MonitorHealth.Bucket(bound, inBucket));
      total += inBucket;
    }
    return new MonitorHealth.Lateness(buckets, total, sum);
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

  void writeTo(DataOutput out) throws IOException {
    int used = 0;
    for (long count : counts) {
      used += count == 0 ? 0 : 1;
    }
    out.writeInt(used);
    for (int i = 0; i < BUCKETS; i++) {
      if (counts[i] != 0) {
        out.writeInt(i);
        out.writeLong(counts[i]);
      }
    }
  }

  void readFrom(DataInput in) throws IOException {
    for (int left = StateForm.readCount(in, BUCKETS); left > 0; left--) {
      int bucket = StateForm.readCount(in, BUCKETS - 1);
      counts[bucket] += in.readLong();
    }
  }
}
