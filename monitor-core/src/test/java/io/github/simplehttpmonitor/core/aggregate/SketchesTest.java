package io.github.simplehttpmonitor.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Percentiles and different values against sorting and sets. */
class SketchesTest {

  @Property(tries = 2_000)
  void bucket_holdsItsValue_andIsNarrow(@ForAll @LongRange(min = 0) long value) {
    int bucket = Buckets.bucket(value);
    assertThat(Buckets.highest(bucket)).isGreaterThanOrEqualTo(value);
    assertThat(Buckets.highest(bucket) - value).isLessThanOrEqualTo(value / 128);
    assertThat(Buckets.bucket(Buckets.highest(bucket))).isEqualTo(bucket);
  }

  @Property(tries = 300)
  void quantiles_areThoseOfSortedValues_andPanesCanLeave(
      @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 90_000_000) Long> values,
      @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 90_000_000) Long> left,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    Buckets.Sum sum = new Buckets.Sum();
    Buckets leaving = new Buckets();
    left.forEach(leaving::add);
    sum.add(leaving, 1);
    Buckets one = new Buckets();
    Buckets other = new Buckets();
    for (int i = 0; i < values.size(); i++) {
      (i % 2 == 0 ? one : other).add(values.get(i));
    }
    one.merge(other);
    sum.add(one, 1);
    sum.add(leaving, -1);
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = Math.max(1, (int) Math.ceil(percent / 100.0 * sorted.size()));
    long exact = sorted.get(rank - 1);
    assertThat(sum.quantile(percent / 100.0)).isBetween(exact, exact + exact / 128);
  }

  @Test
  void noValues_haveNoQuantile() {
    assertThat(new Buckets.Sum().quantile(0.5)).isEqualTo(-1);
  }

  @Property(tries = 30)
  void sampleOfManyHashes_dependsOnThemAlone(@ForAll long seed) {
    Random random = new Random(seed);
    int count = random.nextInt(60_000);
    List<Long> hashes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hashes.add(HashSample.mix(random.nextInt(40_000)));
    }
    HashSample whole = new HashSample();
    hashes.forEach(whole::add);
    HashSample merged = new HashSample();
    HashSample part = new HashSample();
    Collections.shuffle(hashes, random);
    for (long hash : hashes) {
      part.add(hash);
      if (random.nextInt(5_000) == 0) {
        merged.merge(part);
        part = new HashSample();
      }
    }
    part.merge(merged);
    assertThat(part.level()).isEqualTo(whole.level());
    assertThat(kept(part)).isEqualTo(kept(whole));
    int exact = new HashSet<>(hashes).size();
    assertThat(whole.estimate())
        .isCloseTo(exact, within(exact <= HashSample.CAPACITY ? 0 : 0.05 * exact));
  }

  private static Set<Long> kept(HashSample sample) {
    Set<Long> kept = new HashSet<>();
    sample.forEach(kept::add);
    return kept;
  }

  @Property(tries = 60)
  void slidingDistinct_isASetOfTheWindow(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int panes) {
    Random random = new Random(seed);
    int values = 1 << random.nextInt(17);
    int perPane = random.nextInt(3_000);
    DistinctWindow window = new DistinctWindow();
    Deque<DistinctWindow.PaneSample> in = new ArrayDeque<>();
    Deque<Set<Integer>> exact = new ArrayDeque<>();
    for (long pane = 1_000; pane < 1_060; pane++) {
      HashSample sample = new HashSample();
      Set<Integer> set = new HashSet<>();
      for (int i = 0; i < perPane; i++) {
        int value = random.nextInt(values);
        sample.add(HashSample.mix(value));
        set.add(value);
      }
      window.enter(pane, sample);
      in.add(new DistinctWindow.PaneSample(pane, sample));
      exact.add(set);
      if (in.size() > panes) {
        DistinctWindow.PaneSample out = in.remove();
        exact.remove();
        window.leave(out.pane(), out.sample(), () -> List.copyOf(in));
      }
      Set<Integer> all = new HashSet<>();
      exact.forEach(all::addAll);
      boolean small = all.size() <= HashSample.CAPACITY / 8;
      assertThat(window.estimate())
          .isCloseTo(all.size(), within(small ? 0.0 : 0.06 * all.size() + 1));
    }
  }

  @Test
  void groupTable_foldsTheSmallest_andLosesNothing() {
    GroupTable table = new GroupTable(GroupTable.Content.SUM);
    int groups = GroupTable.MAX_GROUPS + 1_000;
    for (int i = 0; i < groups; i++) {
      byte[] key = {1, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
      int row = table.row(key, 0, key.length, HashSample.mix(i));
      for (int k = 0; k <= i % 3; k++) {
        table.add(row, 10);
      }
    }
    long before = requests(table);
    GroupTable folded = table.fold();
    assertThat(folded.rows() - 1).isEqualTo(GroupTable.MAX_GROUPS);
    assertThat(requests(folded)).isEqualTo(before);
    assertThat(folded.count(GroupTable.OTHER)).isEqualTo(1_000);
    assertThat(folded.value(GroupTable.OTHER)).isEqualTo(10_000);
    assertThat(folded.fold()).isSameAs(folded);
  }

  private static long requests(GroupTable table) {
    long sum = 0;
    for (int row = 0; row < table.rows(); row++) {
      sum += table.count(row);
    }
    return sum;
  }
}
