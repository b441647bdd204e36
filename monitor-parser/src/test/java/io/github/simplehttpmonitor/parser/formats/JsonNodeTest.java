package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonNodeTest {

  @Provide
  Arbitrary<List<String>> keys() {
    // Keys that differ little, around the lengths at which they are compared in another way.
    return Arbitraries.strings()
        .withChars("ab\0\u00E4")
        .ofMaxLength(20)
        .map(tail -> "ClientRequest".substring(tail.length() % 13) + tail)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void members_areThoseOfAMap(
      @ForAll("keys") List<String> added, @ForAll("keys") List<String> asked) {
    JsonNode node = new JsonNode();
    Map<String, JsonNode> expected = new HashMap<>();
    for (String key : added) {
      JsonNode member = node.addMember(key);
      assertThat(expected.putIfAbsent(key, member)).isIn(null, member);
    }
    for (List<String> keys : List.of(added, asked)) {
      for (String key : keys) {
        byte[] alone = key.getBytes(StandardCharsets.UTF_8);
        assertThat(node.member(alone, 0, alone.length)).isSameAs(expected.get(key));
        byte[] amid = ("x" + key + "yyyyyyyyy").getBytes(StandardCharsets.UTF_8);
        assertThat(node.member(amid, 1, 1 + alone.length)).isSameAs(expected.get(key));
      }
    }
    assertThat(node.hasMembers()).isEqualTo(!added.isEmpty());
  }

  @Test
  void elements() {
    JsonNode node = new JsonNode();
    assertThat(node.elementCount()).isZero();
    JsonNode third = node.addElement(2);
    assertThat(node.addElement(2)).isSameAs(third);
    assertThat(node.elementCount()).isEqualTo(3);
    assertThat(node.element(2)).isSameAs(third);
    assertThat(node.element(0)).isNull();
    assertThat(node.element(3)).isNull();
  }
}
