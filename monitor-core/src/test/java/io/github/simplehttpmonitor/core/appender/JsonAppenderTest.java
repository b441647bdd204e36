package io.github.simplehttpmonitor.core.appender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.event.MalformedEvent;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.parser.MalformedReason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonAppenderTest {

  private static String json(List<Event> events) throws AppenderException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new JsonAppender(out).append(events);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyKind() throws AppenderException {
    Golden.assertEquals(json(SampleEvents.every()), "events.jsonl");
  }

  @Test
  void hostileText_isEscaped() throws AppenderException {
    String json = json(SampleEvents.hostile());
    Golden.assertEquals(json, "hostile.jsonl");
    assertThat(json.replace("\n", "").chars())
        .allMatch(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT);
  }

  @Test
  void everyLine_isAnObject_withTheCommonFields() throws AppenderException {
    List<Event> events = new java.util.ArrayList<>(SampleEvents.every());
    events.addAll(SampleEvents.hostile());
    List<String> lines = json(events).lines().toList();
    assertThat(lines).hasSameSizeAs(events);
    for (int i = 0; i < lines.size(); i++) {
      Map<String, Object> object = StrictJson.object(lines.get(i));
      assertThat(object)
          .containsEntry("v", 1.0)
          .containsEntry("type", events.get(i).type())
          .containsEntry("id", events.get(i).id())
          .containsEntry("at", events.get(i).at().toString())
          .containsKey("observedAt");
    }
  }

  @Property(tries = 500)
  void anyText_isReadBack(@ForAll String text) {
    Event event =
        new MalformedEvent(text, 1, text, MalformedReason.OTHER, 1, 0, Instant.EPOCH, null);
    assertThat(StrictJson.object(JsonAppender.toJson(event)))
        .containsEntry("source", text)
        .containsEntry("line", text)
        .containsEntry("observedAt", null);
  }

  @Property(tries = 500)
  void anyNumber_isReadBack(@ForAll double value) {
    Event event =
        new AlertEvent(
            "r",
            Map.of(),
            AlertEvent.State.FIRING,
            Instant.EPOCH,
            Instant.EPOCH,
            value,
            0,
            1,
            null);
    Object read = StrictJson.object(JsonAppender.toJson(event)).get("value");
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      assertThat(read).isNull();
    } else {
      assertThat((Double) read).isEqualTo(value == 0 ? 0.0 : value);
    }
  }

  @Test
  void ids_areStable_andDoNotDependOnTheTimeOfObservation() {
    for (Event event : SampleEvents.every()) {
      assertThat(event.id()).matches("[0-9a-f]{16}");
      assertThat(event.observedAt(Instant.now()).id()).isEqualTo(event.id());
      assertThat(event.observedAt(null).observedAt()).isNull();
    }
    assertThat(SampleEvents.every()).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(SampleEvents.every())
        .extracting(Event::id)
        .isEqualTo(SampleEvents.every().stream().map(Event::id).toList());
  }

  @Test
  void idOfAnAlert_doesNotDependOnItsCounts() {
    Instant at = Instant.EPOCH;
    AlertEvent one = new AlertEvent("r", Map.of(), AlertEvent.State.FIRING, at, at, 1, 0, 1, null);
    AlertEvent other =
        new AlertEvent("r", Map.of(), AlertEvent.State.FIRING, at, at, 2, 0, 9, null);
    AlertEvent end =
        new AlertEvent("r", Map.of(), AlertEvent.State.RESOLVED, at, at, 1, 0, 1, null);
    assertThat(one.id()).isEqualTo(other.id()).isNotEqualTo(end.id());
  }
}
