package io.github.simplehttpmonitor.core.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineAssemblerTest {
  private static final int LIMIT = 40;

  private final RecordingSink sink = new RecordingSink();
  private final LineCounts counts = new LineCounts();
  private final LineAssembler lines = new LineAssembler(LIMIT, sink, counts);

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "a␊b␊, a|b",
        "a␊b, a|b",
        "a␍␊b␍, a|b",
        "a␍␍␊␍b␊, a␍|␍b",
        "␊␊a␊, ||a",
        "B␊a␊, |a",
        "Ba␊Bb␊, a|Bb",
        "00a␊0b␊, a|b",
        "a00b␊, ab",
        "00Ba␊, a",
        "aNNb␊, a|b",
        "NNa␊NN, a",
        "NN␊, \"\"",
      })
  void linesOf(String input, String expected) {
    accept(
        input
            .replace("␊", "\n")
            .replace("␍", "\r")
            .replace("0", "\0")
            .replace("N", "\0".repeat(8))
            .replace("B", "\u00EF\u00BB\u00BF"));
    lines.finish();
    String text = expected.replace("␍", "\r").replace("B", "\u00EF\u00BB\u00BF");
    assertThat(sink.lines).containsExactly(text.split("\\|", -1));
    assertThat(counts.lines()).isEqualTo(sink.lines.size());
  }

  @Test
  void nothing_isNoLine() {
    accept("");
    lines.finish();
    assertThat(sink.lines).isEmpty();
  }

  @Test
  void halfLine_waitsForItsNewline() {
    accept("abc\ndef");
    assertThat(sink.lines).containsExactly("abc");
    assertThat(lines.pending()).isEqualTo(3);
    accept("ghi\n");
    assertThat(sink.lines).containsExactly("abc", "defghi");
    assertThat(lines.pending()).isZero();
  }

  @Test
  void limit_isLongestWholeLine() {
    accept("x".repeat(LIMIT) + "\n" + "y".repeat(LIMIT + 1) + "\nz\n");
    assertThat(sink.overlong).containsExactly(LIMIT + 1L);
    assertThat(sink.lines).first().isEqualTo("x".repeat(LIMIT));
    assertThat(sink.lines).last().isEqualTo("z");
    assertThat(counts.overlong()).isOne();
  }

  @Test
  void overlongLine_withoutNewline_isReportedAtTheEnd() {
    for (int i = 0; i < 100; i++) {
      accept("0123456789".repeat(10));
    }
    assertThat(sink.lines).isEmpty();
    lines.finish();
    assertThat(sink.overlong).containsExactly(10_000L);
  }

  @Test
  void nuls_areCounted() {
    accept("\0".repeat(1001) + "a\n\0\0b\n");
    assertThat(counts.nulBytes()).isEqualTo(1003);
    assertThat(sink.lines).containsExactly("a", "b");
  }

  @Test
  void pending_doesNotCountSkippedNuls() {
    accept("a\n\0\0\0");
    assertThat(lines.pending()).isZero();
    accept("b\0");
    assertThat(lines.pending()).isEqualTo(2);
  }

  @Property(tries = 500)
  void anyChunking_givesTheLinesOfANaiveSplit(
      @ForAll("texts") byte[] text,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int max) {
    assertThat(chunked(text, seed, max)).isEqualTo(naive(text));
    assertThat(chunked(text, seed, Integer.MAX_VALUE)).isEqualTo(naive(text));
  }

  @Property(tries = 200)
  void randomBytes_giveTheLinesOfANaiveSplit(@ForAll byte[] text, @ForAll long seed) {
    assertThat(chunked(text, seed, 9)).isEqualTo(naive(text));
  }

  @Property(tries = 300)
  void nextBreak_isThatOfALoop(@ForAll("texts") byte[] text, @ForAll @IntRange(max = 9) int skip) {
    int from = Math.min(skip, text.length);
    int at = from;
    while (at < text.length && text[at] != '\n' && text[at] != 0) {
      at++;
    }
    assertThat(LineAssembler.nextBreak(text, from, text.length)).isEqualTo(at);
  }

  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<String> part =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.strings().withChars("ab\u0001\u000b\u00ff").ofMaxLength(30)),
            Tuple.of(5, Arbitraries.of("\n", "\r\n", "\r", "\n\n")),
            Tuple.of(1, Arbitraries.of("\u00EF\u00BB\u00BF", "\u00EF\u00BB")),
            Tuple.of(2, Arbitraries.integers().between(1, 40).map("\0"::repeat)),
            Tuple.of(1, Arbitraries.integers().between(30, 3000).map("x"::repeat)));
    return part.list().ofMaxSize(25).map(parts -> String.join("", parts).getBytes(ISO_8859_1));
  }

  private void accept(String text) {
    byte[] bytes = ("##" + text + "##").getBytes(ISO_8859_1);
    lines.accept(bytes, 2, bytes.length - 2);
  }

  private static List<String> chunked(byte[] text, long seed, int max) {
    RecordingSink sink = new RecordingSink();
    LineAssembler lines = new LineAssembler(LIMIT, sink, new LineCounts());
    Random random = new Random(seed);
    int at = 0;
    while (at < text.length) {
      int to =
          at + Math.min(text.length - at, max == Integer.MAX_VALUE ? max : random.nextInt(max) + 1);
      lines.accept(text, at, to);
      at = to;
    }
    lines.finish();
    return sink.lines;
  }

  private static List<String> naive(byte[] text) {
    String joined =
        new String(text, ISO_8859_1).replaceAll("(?<=[^\0\n])\0{16,}", "\n").replace("\0", "");
    List<String> lines = new ArrayList<>(List.of(joined.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, expected(lines.get(i), i == 0));
    }
    return lines;
  }

  private static String expected(String line, boolean first) {
    int mark = first && line.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    if (line.length() > LIMIT) {
      int end = Math.max(mark, Math.min(LIMIT, LineAssembler.PREFIX_BYTES));
      return line.substring(mark, end) + "…" + (line.length() - mark);
    }
    String text = line.substring(mark);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
