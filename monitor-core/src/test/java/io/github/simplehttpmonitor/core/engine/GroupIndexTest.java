package io.github.simplehttpmonitor.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.aggregate.GroupTable;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** An index of groups is a map by their keys. */
class GroupIndexTest {

  @Property(tries = 200)
  void index_isAMap(@ForAll @Size(max = 200) List<@IntRange(min = -40, max = 40) Integer> steps) {
    GroupIndex<GroupIndex.Entry> index = new GroupIndex<>();
    Map<Integer, GroupIndex.Entry> map = new HashMap<>();
    GroupTable table = new GroupTable(GroupTable.Content.NONE);
    for (int step : steps) {
      // Adds what is positive, takes away what is negative; 0 is the group without a key.
      int name = Math.abs(step);
      GroupIndex.Entry known = map.get(name);
      if (step < 0 && known != null) {
        index.remove(known);
        map.remove(name);
      } else if (step >= 0 && known == null) {
        GroupIndex.Entry added = new GroupIndex.Entry(key(name));
        index.add(added);
        map.put(name, added);
      }
      assertThat(index.size()).isEqualTo(map.size());
      assertThat(index.toList()).containsExactlyInAnyOrderElementsOf(map.values());
      for (int other = 0; other <= 40; other++) {
        assertThat(index.find(table, row(table, other))).isSameAs(map.get(other));
      }
    }
    index.clear();
    assertThat(index.toList()).isEmpty();
  }

  private static byte[] key(int name) {
    return name == 0 ? new byte[0] : ("group-" + name).getBytes(StandardCharsets.US_ASCII);
  }

  private static int row(GroupTable table, int name) {
    byte[] key = key(name);
    return name == 0
        ? GroupTable.OTHER
        : table.row(key, 0, key.length, Bytes.hash(key, 0, key.length));
  }
}
