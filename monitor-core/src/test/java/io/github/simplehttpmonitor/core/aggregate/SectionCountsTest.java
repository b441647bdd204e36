package io.github.simplehttpmonitor.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionCountsTest {

  private static SectionCounts of(List<String> paths) {
    SectionCounts counts = new SectionCounts();
    paths.forEach(path -> add(counts, path));
    return counts;
  }

  private static void add(SectionCounts counts, String path) {
    byte[] bytes = (">" + path + "/<").getBytes(StandardCharsets.UTF_8);
    counts.addPath(bytes, 1, bytes.length - 2);
  }

  private static byte[] form(SectionCounts counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      counts.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static SectionCounts read(byte[] form) throws IOException {
    return SectionCounts.readFrom(new DataInputStream(new ByteArrayInputStream(form)));
  }

  @Provide
  Arbitrary<List<String>> paths() {
    return Arbitraries.strings()
        .withChars("ab/é\u0000")
        .ofMaxLength(5)
        .map(path -> "/" + path)
        .list()
        .ofMaxSize(80);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/report, /report",
    "/api/user, /api",
    "/api/, /api",
    "//a, /",
    "*, /*",
    "'', /"
  })
  void section_isTheFirstSegment(String path, String section) {
    assertThat(of(List.of(path)).top()).isEqualTo(new SectionCounts.Top(section, 1));
  }

  @Property(tries = 300)
  void top_isThatOfANaiveCount(@ForAll("paths") List<String> paths) {
    Map<String, Long> naive = new TreeMap<>();
    paths.forEach(path -> naive.merge("/" + path.substring(1).split("/", -1)[0], 1L, Long::sum));
    SectionCounts counts = of(paths);
    assertThat(counts.size()).isEqualTo(naive.size());
    long most = naive.values().stream().mapToLong(Long::longValue).max().orElse(0);
    SectionCounts.Top top = counts.top();
    if (paths.isEmpty()) {
      assertThat(top).isNull();
    } else {
      assertThat(top).isNotNull();
      assertThat(top.requests()).isEqualTo(most);
      assertThat(top.section().replace("\\x00", "\u0000"))
          .isEqualTo(
              naive.keySet().stream()
                  .filter(section -> naive.get(section) == most)
                  .min(
                      (a, b) ->
                          Arrays.compareUnsigned(
                              a.getBytes(StandardCharsets.UTF_8),
                              b.getBytes(StandardCharsets.UTF_8)))
                  .orElseThrow());
    }
  }

  @Property(tries = 300)
  void merge_isAssociativeAndCommutative(
      @ForAll("paths") List<String> a,
      @ForAll("paths") List<String> b,
      @ForAll("paths") List<String> c) {
    SectionCounts left = of(a);
    left.merge(of(b));
    left.merge(of(c));
    SectionCounts right = of(c);
    SectionCounts bAndA = of(b);
    bAndA.merge(of(a));
    right.merge(bAndA);
    assertThat(form(left)).isEqualTo(form(right));
  }

  @Property(tries = 100)
  void form_isReadBack(@ForAll("paths") List<String> paths) throws IOException {
    byte[] form = form(of(paths));
    assertThat(form(read(form))).isEqualTo(form);
  }

  @Test
  void damagedForms_areRefused() {
    byte[] form = form(of(List.of("/a", "/b")));
    assertThatThrownBy(() -> read(Arrays.copyOf(form, form.length - 1)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[] {9})).hasMessageContaining("version 9");
    byte[] negative = form.clone();
    negative[13] = -1;
    assertThatThrownBy(() -> read(negative)).hasMessageContaining("damaged");
  }

  @Test
  void fold_keepsTheLargest_andSaysTheError() {
    SectionCounts counts = new SectionCounts();
    int sections = SectionCounts.MAX_SECTIONS + 100;
    for (int i = 0; i < sections; i++) {
      for (int n = 0; n < (i < 150 ? 1 : 3); n++) {
        add(counts, "/section-" + i);
      }
    }
    counts.fold();
    assertThat(counts.size()).isEqualTo(SectionCounts.MAX_SECTIONS);
    assertThat(counts.maxError()).isEqualTo(1);
    assertThat(counts.top()).isEqualTo(new SectionCounts.Top("/section-1000", 3));
    counts.clear();
    assertThat(counts.size()).isZero();
    assertThat(counts.maxError()).isZero();
    assertThat(counts.top()).isNull();
  }

  @Test
  void fold_belowTheBound_changesNothing() {
    SectionCounts counts = of(List.of("/a", "/b", "/b"));
    byte[] before = form(counts);
    counts.fold();
    assertThat(form(counts)).isEqualTo(before);
  }

  @Test
  void longNames_countAsTheirBeginning() {
    SectionCounts counts = of(List.of("/" + "x".repeat(256) + "1", "/" + "x".repeat(300)));
    assertThat(counts.size()).isEqualTo(1);
    assertThat(counts.top()).isEqualTo(new SectionCounts.Top("/" + "x".repeat(256), 2));
  }

  @Test
  void clear_afterManySections_countsAgain() {
    SectionCounts counts = new SectionCounts();
    for (int i = 0; i < 20_000; i++) {
      add(counts, "/" + i);
    }
    counts.clear();
    add(counts, "/again");
    assertThat(counts.top()).isEqualTo(new SectionCounts.Top("/again", 1));
  }
}
