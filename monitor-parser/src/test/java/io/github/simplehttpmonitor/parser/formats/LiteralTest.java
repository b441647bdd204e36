package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class LiteralTest {

  @Property
  void find_isTheFirstOccurrenceInTheSlice(
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 40) String text,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 11) String wanted) {
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    Literal literal = new Literal(wanted);
    for (int to = 0; to <= b.length; to++) {
      assertThat(literal.find(b, 0, to)).isEqualTo(text.substring(0, to).indexOf(wanted));
      assertThat(literal.isAt(b, 0, to)).isEqualTo(text.substring(0, to).startsWith(wanted));
    }
  }
}
