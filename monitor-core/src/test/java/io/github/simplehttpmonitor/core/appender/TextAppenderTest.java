package io.github.simplehttpmonitor.core.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.ClosedOutputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextAppenderTest {

  private static String text(List<Event> events, ZoneId zone, boolean color)
      throws AppenderException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextAppender(out, zone, color).append(events);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void plain() throws AppenderException {
    Golden.assertEquals(text(SampleEvents.every(), ZoneOffset.UTC, false), "plain.txt");
  }

  @Test
  void colored_inAZone() throws AppenderException {
    Golden.assertEquals(
        text(SampleEvents.every(), ZoneId.of("America/St_Johns"), true), "colored-st-johns.txt");
  }

  @Test
  void hostileText_isEscaped() throws AppenderException {
    String text = text(SampleEvents.hostile(), ZoneOffset.UTC, false);
    Golden.assertEquals(text, "hostile.txt");
    assertThat(text.replace("\n", "").chars())
        .allMatch(
            c ->
                !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && c != 0x2028);
    assertThat(text.lines()).hasSameSizeAs(SampleEvents.hostile());
  }

  @Test
  void cut_doesNotSplitACharacter() {
    assertThat(SafeText.escape("ab\uD83D\uDE00cd", 3)).isEqualTo("ab…");
    assertThat(SafeText.escape("ab\uD83D\uDE00cd", 4)).isEqualTo("ab\uD83D\uDE00…");
    assertThat(SafeText.escape("abc", 3)).isEqualTo("abc");
  }

  @Test
  void events_areWrittenInOneGo() throws AppenderException {
    StringBuilder calls = new StringBuilder();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            calls.append('1');
          }

          @Override
          public void write(byte[] b, int from, int length) {
            calls.append('w');
          }

          @Override
          public void flush() {
            calls.append('f');
          }
        };
    new TextAppender(out, ZoneOffset.UTC, false).append(SampleEvents.every());
    assertThat(calls).hasToString("wf");
  }

  private static TextAppender failing(String message) {
    return new TextAppender(
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(message);
          }
        },
        ZoneOffset.UTC,
        false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken pipe", "Stream closed", "Stream Closed"})
  void outputThatNobodyReads_isClosed(String message) {
    assertThatThrownBy(() -> failing(message).append(SampleEvents.every()))
        .isInstanceOf(ClosedOutputException.class);
  }

  @Test
  void outputThatFails_isAnAppenderException() {
    TextAppender appender = failing("No space left on device");
    assertThatThrownBy(() -> appender.append(SampleEvents.every()))
        .isInstanceOf(AppenderException.class)
        .isNotInstanceOf(ClosedOutputException.class)
        .hasMessageContaining("No space left on device");
  }
}
