package io.github.simplehttpmonitor.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PaneCountsTest {

  @Provide
  Arbitrary<List<Integer>> panes() {
    return Arbitraries.integers().between(-2_000, 2_000).list().ofMaxSize(60);
  }

  private static PaneCounts of(List<Integer> panes) {
    PaneCounts counts = new PaneCounts();
    panes.forEach(pane -> counts.add(pane, 1));
    return counts;
  }

  private static TreeMap<Long, Long> content(PaneCounts counts) {
    TreeMap<Long, Long> content = new TreeMap<>();
    for (long pane = counts.nextInUse(Long.MIN_VALUE);
        pane != Long.MAX_VALUE;
        pane = counts.nextInUse(pane + 1)) {
      content.put(pane, counts.get(pane));
    }
    return content;
  }

  private static TreeMap<Long, Long> naive(List<Integer> panes) {
    TreeMap<Long, Long> content = new TreeMap<>();
    panes.forEach(pane -> content.merge((long) pane, 1L, Long::sum));
    return content;
  }

  @Property(tries = 300)
  void counts_areThoseOfAMap(
      @ForAll("panes") List<Integer> first, @ForAll("panes") List<Integer> second) {
    PaneCounts counts = of(first);
    TreeMap<Long, Long> naive = naive(first);
    assertThat(content(counts)).isEqualTo(naive);
    counts.dropBelow(10);
    naive.headMap(10L).clear();
    assertThat(content(counts)).isEqualTo(naive);
    for (int pane : second) {
      if (pane >= 10) {
        counts.add(pane, 2);
        naive.merge((long) pane, 2L, Long::sum);
      }
    }
    assertThat(content(counts)).isEqualTo(naive);
    if (!naive.isEmpty()) {
      assertThat(counts.highest()).isEqualTo(naive.lastKey());
      assertThat(counts.lowest()).isLessThanOrEqualTo(naive.firstKey());
    }
  }

  @Property(tries = 300)
  void merge_isAssociativeAndCommutative(
      @ForAll("panes") List<Integer> a,
      @ForAll("panes") List<Integer> b,
      @ForAll("panes") List<Integer> c) {
    PaneCounts left = of(a);
    left.merge(of(b), Long.MIN_VALUE);
    left.merge(of(c), Long.MIN_VALUE);
    PaneCounts bAndC = of(c);
    bAndC.merge(of(b), Long.MIN_VALUE);
    bAndC.merge(of(a), Long.MIN_VALUE);
    assertThat(content(left)).isEqualTo(content(bAndC));
  }

  @Test
  void merge_leavesOutWhatLiesBelow() {
    PaneCounts counts = of(List.of(5));
    counts.merge(of(List.of(3, 4, 5)), 4);
    assertThat(content(counts)).isEqualTo(naive(List.of(4, 5, 5)));
  }

  @Test
  void dropBelow_everything_leavesNothing() {
    PaneCounts counts = of(List.of(1, 2, 3));
    counts.dropBelow(Long.MAX_VALUE);
    assertThat(counts.isEmpty()).isTrue();
    assertThat(counts.get(2)).isZero();
    counts.add(1_000_000_000_000L, 1);
    assertThat(counts.get(1_000_000_000_000L)).isEqualTo(1);
  }
}
