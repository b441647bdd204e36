package io.github.simplehttpmonitor.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.support.Logs;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentPartialTest {

  private final AccessRecord record = new AccessRecord(Engine.wantedFields(Selection.ALL));

  private SegmentPartial of(long... seconds) {
    SegmentPartial partial =
        new SegmentPartial(
            new EngineSettings(Duration.ofSeconds(10), List.of(), Selection.ALL, true, 10),
            record.fields(),
            Duration.ofSeconds(2));
    for (long second : seconds) {
      partial.record(
          record
              .clear()
              .setTimeMicros((Logs.T + second) * Times.SECOND)
              .set(Field.PATH, "/api/user"));
    }
    return partial;
  }

  @Test
  void recordsInOrder_areCountedBySecond() {
    SegmentPartial partial = of(0, 0, 1, 12);
    assertThat(partial.isRegular()).isTrue();
    assertThat(partial.onTime).isEqualTo(4);
    assertThat(partial.seconds.get(Logs.T)).isEqualTo(2);
    assertThat(partial.sections).hasSize(2);
    assertThat(partial.items).isEmpty();
  }

  @Test
  void recordThatIsLateWhateverCameBefore_waitsAsAnItem() {
    SegmentPartial partial = of(0, 10, 5);
    assertThat(partial.onTime).isEqualTo(2);
    assertThat(partial.items).hasSize(1);
  }

  @Test
  void jump_isNotRegular() {
    assertThat(of(0, 3_601).isRegular()).isFalse();
    assertThat(of(3_601, 0).isRegular()).isFalse();
  }

  @Test
  void fewLinesOverManyDays_areNotRegular_soThatPanesStayFew() {
    long[] seconds = new long[2_000];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = i * 3_000L;
    }
    SegmentPartial partial = of(seconds);
    assertThat(partial.isRegular()).isFalse();
    assertThat(partial.seconds.highest() - partial.seconds.lowest()).isLessThanOrEqualTo(86_400);
  }

  @Test
  void clear_forgetsEverything() {
    SegmentPartial partial = of(0, 7_200);
    partial.clear();
    assertThat(partial.isRegular()).isTrue();
    assertThat(partial.seconds.isEmpty()).isTrue();
    assertThat(partial.maxMicros()).isEqualTo(Long.MIN_VALUE);
  }
}
