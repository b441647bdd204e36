package io.github.simplehttpmonitor.parser.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class BytesTest {

  /** A slice of an array; few different bytes, so that searches find something. */
  record Slice(byte[] buffer, int from, int to) {
    byte[] copy() {
      return Arrays.copyOfRange(buffer, from, to);
    }
  }

  @Provide
  Arbitrary<Slice> slices() {
    Arbitrary<Byte> few = Arbitraries.of((byte) 0, (byte) 1, (byte) 'a', (byte) 0x80, (byte) -1);
    return few.array(byte[].class)
        .ofMaxSize(40)
        .flatMap(
            b ->
                Combinators.combine(
                        Arbitraries.integers().between(0, b.length),
                        Arbitraries.integers().between(0, b.length))
                    .as((i, j) -> new Slice(b, Math.min(i, j), Math.max(i, j))));
  }

  @Property
  void indexOf_isTheNaiveOne(@ForAll("slices") Slice s, @ForAll("wanted") int wanted) {
    assertThat(Bytes.indexOf(s.buffer, s.from, s.to, wanted)).isEqualTo(naive(s, wanted, wanted));
  }

  @Property
  void indexOfEither_isTheNaiveOne(
      @ForAll("slices") Slice s, @ForAll("wanted") int first, @ForAll("wanted") int second) {
    assertThat(Bytes.indexOfEither(s.buffer, s.from, s.to, first, second))
        .isEqualTo(naive(s, first, second));
  }

  @Provide
  Arbitrary<Slice> texts() {
    Arbitrary<Byte> few =
        Arbitraries.of(
            (byte) ' ', (byte) '\t', (byte) '+', (byte) ',', (byte) 1, (byte) 'a', (byte) -1);
    return few.array(byte[].class)
        .ofMaxSize(40)
        .flatMap(
            b ->
                Combinators.combine(
                        Arbitraries.integers().between(0, b.length),
                        Arbitraries.integers().between(0, b.length))
                    .as((i, j) -> new Slice(b, Math.min(i, j), Math.max(i, j))));
  }

  @Property
  void indexOfBlank_isTheNaiveOne(@ForAll("texts") Slice s) {
    assertThat(Bytes.indexOfBlank(s.buffer, s.from, s.to)).isEqualTo(naive(s, ' ', '\t'));
  }

  @Property
  void copyPlusAsSpace_changesEveryPlusButTheSecondOfTwo(@ForAll("texts") Slice s) {
    byte[] expected = s.copy();
    for (int i = 0; i < expected.length; i++) {
      boolean second = i > 0 && s.buffer[s.from + i - 1] == '+';
      expected[i] = expected[i] == '+' && !second ? (byte) ' ' : expected[i];
    }
    byte[] out = new byte[3 + expected.length];

    assertThat(Bytes.copyPlusAsSpace(s.buffer, s.from, s.to, out, 3)).isEqualTo(out.length);

    assertThat(Arrays.copyOfRange(out, 3, out.length)).isEqualTo(expected);
  }

  @Property
  void lastIndexOf_isTheNaiveOne(@ForAll("slices") Slice s, @ForAll("wanted") int wanted) {
    int expected = -1;
    for (int i = s.from; i < s.to; i++) {
      expected = s.buffer[i] == (byte) wanted ? i : expected;
    }
    assertThat(Bytes.lastIndexOf(s.buffer, s.from, s.to, wanted)).isEqualTo(expected);
  }

  @Property
  void indexOfLineBreak_isTheNaiveOne(
      @ForAll("text") byte[] buffer, @ForAll @IntRange(max = 40) int from) {
    int start = Math.min(from, buffer.length);
    for (int to : new int[] {start, (start + buffer.length) / 2, buffer.length}) {
      int expected = start;
      while (expected < to && buffer[expected] != '\n' && buffer[expected] != 0) {
        expected++;
      }
      assertThat(Bytes.indexOfLineBreak(buffer, start, to)).isEqualTo(expected);
    }
  }

  /** Mostly long runs without a break, with bytes that look like one to the trick. */
  @Provide
  Arbitrary<byte[]> text() {
    return Arbitraries.frequency(
            Tuple.of(60, (byte) 'a'),
            Tuple.of(5, (byte) '\t'),
            Tuple.of(5, (byte) 0x0B),
            Tuple.of(5, (byte) 0x8A),
            Tuple.of(5, (byte) 1),
            Tuple.of(1, (byte) '\n'),
            Tuple.of(1, (byte) 0))
        .array(byte[].class)
        .ofMaxSize(160);
  }

  @Provide
  Arbitrary<Integer> wanted() {
    return Arbitraries.of(0, 1, 2, (int) 'a', 0x7F, 0x80, 0x81, 0xFF, -1, -128);
  }

  private static int naive(Slice s, int first, int second) {
    for (int i = s.from; i < s.to; i++) {
      if (s.buffer[i] == (byte) first || s.buffer[i] == (byte) second) {
        return i;
      }
    }
    return -1;
  }

  @Property
  void everyByte_isFound(@ForAll @Size(max = 20) byte[] buffer, @ForAll byte value) {
    Slice all = new Slice(buffer, 0, buffer.length);
    assertThat(Bytes.indexOf(buffer, 0, buffer.length, value)).isEqualTo(naive(all, value, value));
  }

  @Property
  void equalAndCompareAndHash_areThoseOfCopies(
      @ForAll("slices") Slice a, @ForAll("slices") Slice b) {
    boolean equal = Arrays.equals(a.copy(), b.copy());
    assertThat(Bytes.equal(a.buffer, a.from, a.to, b.buffer, b.from, b.to)).isEqualTo(equal);
    assertThat(Integer.signum(Bytes.compare(a.buffer, a.from, a.to, b.buffer, b.from, b.to)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.copy(), b.copy())));
    if (equal) {
      assertThat(Bytes.hash(a.buffer, a.from, a.to)).isEqualTo(Bytes.hash(b.buffer, b.from, b.to));
    }
  }

  @Property
  void hash_dependsOnNothingAround(@ForAll("slices") Slice s) {
    byte[] copy = s.copy();
    assertThat(Bytes.hash(s.buffer, s.from, s.to)).isEqualTo(Bytes.hash(copy, 0, copy.length));
  }

  @Property
  void hash_tellsOneChangedByte(
      @ForAll @Size(min = 1, max = 24) byte[] buffer,
      @ForAll @ByteRange(min = 1, max = 127) byte change) {
    long before = Bytes.hash(buffer, 0, buffer.length);
    buffer[buffer.length - 1] ^= change;
    assertThat(Bytes.hash(buffer, 0, buffer.length)).isNotEqualTo(before);
  }

  @Property
  void startsWith_isTheNaiveOne(@ForAll("slices") Slice s, @ForAll @Size(max = 3) byte[] prefix) {
    byte[] own = Arrays.copyOf(s.copy(), Math.min(2, s.to - s.from));
    assertThat(Bytes.startsWith(s.buffer, s.from, s.to, own)).isTrue();
    assertThat(Bytes.startsWith(s.buffer, s.from, s.to, prefix))
        .isEqualTo(
            s.to - s.from >= prefix.length
                && Arrays.equals(Arrays.copyOf(s.copy(), prefix.length), prefix));
  }

  @Property
  void words_areLittleEndian(@ForAll @Size(min = 8, max = 12) byte[] buffer) {
    for (int at = 0; at + 8 <= buffer.length; at++) {
      long expected = 0;
      for (int i = 7; i >= 0; i--) {
        expected = expected << 8 | buffer[at + i] & 0xFF;
      }
      assertThat(Bytes.longAt(buffer, at)).isEqualTo(expected);
      assertThat(Bytes.shortAt(buffer, at)).isEqualTo((short) expected);
    }
  }

  @Property
  void toText_ofUtf8_isTheText(@ForAll @StringLength(max = 20) String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(Bytes.toText(bytes, 0, bytes.length))
        .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @Property
  void toText_ofAnything_keepsEveryByte(@ForAll @Size(max = 30) byte[] bytes) {
    assertThat(Bytes.toText(bytes, 0, bytes.length)).isEqualTo(naiveText(bytes));
  }

  /** Every maximal valid sequence as it is, every other byte escaped. */
  private static String naiveText(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < bytes.length) {
      int length = 0;
      for (int n = 1; n <= 4 && i + n <= bytes.length && length == 0; n++) {
        String one = new String(bytes, i, n, StandardCharsets.UTF_8);
        boolean valid =
            one.codePointCount(0, one.length()) == 1
                && Arrays.equals(
                    one.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, i, i + n));
        length = valid ? n : 0;
      }
      if (length == 0) {
        text.append(String.format("\\x%02X", bytes[i++]));
      } else {
        text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  @Test
  void toText_cutSequence_isEscaped() {
    byte[] euro = "\u20AC".getBytes(StandardCharsets.UTF_8);
    assertThat(Bytes.toText(euro, 0, 2)).isEqualTo("\\xE2\\x82");
    assertThat(Bytes.toText(euro, 0, 3)).isEqualTo("\u20AC");
  }

  @Test
  void emptySlices_areFine() {
    byte[] none = {};
    assertThat(Bytes.indexOf(none, 0, 0, 'a')).isEqualTo(-1);
    assertThat(Bytes.indexOfEither(none, 0, 0, 'a', 'b')).isEqualTo(-1);
    assertThat(Bytes.indexOfEither(new byte[9], 9, 8, 0, 0)).isEqualTo(-1);
    assertThat(Bytes.toText(none, 0, 0)).isEmpty();
  }
}
