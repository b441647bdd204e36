package io.github.simplehttpmonitor.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A ring of panes is a sorted map. */
class PaneRingTest {

  /** What is done with which pane. */
  record Step(int what, long pane) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), Arbitraries.longs().between(-70, 70))
        .as(Step::new)
        .list()
        .ofMaxSize(100);
  }

  @Property(tries = 300)
  void ring_isASortedMap(@ForAll("steps") List<Step> steps) {
    PaneRing<String> ring = new PaneRing<>();
    TreeMap<Long, String> map = new TreeMap<>();
    int n = 0;
    for (Step step : steps) {
      long pane = step.pane;
      switch (step.what) {
        case 0, 1 -> {
          String thing = "thing" + n++;
          ring.put(pane, thing);
          map.put(pane, thing);
        }
        case 2 -> assertThat(ring.remove(pane)).isEqualTo(map.remove(pane));
        default -> {
          // Far ones come seldom below those that were dropped.
          ring.dropBelow(pane - 60);
          map.headMap(pane - 60).clear();
        }
      }
      assertThat(ring.isEmpty()).isEqualTo(map.isEmpty());
      for (long p = -75; p <= 75; p += 5) {
        assertThat(ring.get(p)).isEqualTo(map.get(p));
        Long next = map.ceilingKey(p);
        assertThat(ring.nextInUse(p)).isEqualTo(next == null ? Long.MAX_VALUE : next);
      }
    }
  }
}
