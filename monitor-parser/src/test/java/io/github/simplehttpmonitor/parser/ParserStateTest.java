package io.github.simplehttpmonitor.parser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParserStateTest {

  @Test
  void bytes_areCopiedInAndOut() {
    byte[] bytes = {1, 2};
    ParserState state = ParserState.of(bytes);
    bytes[0] = 9;
    state.toBytes()[1] = 9;
    assertThat(state.toBytes()).containsExactly(1, 2);
  }

  @Test
  void noBytes_areNone() {
    assertThat(ParserState.of(new byte[0])).isSameAs(ParserState.NONE);
  }

  @Test
  void equality_isThatOfTheBytes() {
    ParserState state = ParserState.of(new byte[] {1, -1});
    assertThat(state)
        .isEqualTo(ParserState.of(new byte[] {1, -1}))
        .hasSameHashCodeAs(ParserState.of(new byte[] {1, -1}))
        .isNotEqualTo(ParserState.of(new byte[] {1}))
        .isNotEqualTo("ParserState[01ff]")
        .hasToString("ParserState[01ff]");
  }
}
