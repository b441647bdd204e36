package io.github.simplehttpmonitor.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.state.StateForm;
import io.github.simplehttpmonitor.core.support.ManyRules;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An engine that goes on from a state, at any line, tells what one tells that never ended. */
class EngineStateLawTest {

  private static final Duration LATENESS = Duration.ofSeconds(3);

  @Provide
  Arbitrary<List<QueryLawTest.Request>> requests() {
    return new QueryLawTest().requests();
  }

  @Provide
  Arbitrary<AlertRule> rules() {
    return new QueryLawTest().rules();
  }

  private static Engine engine(List<AlertRule> rules, Fields fields, List<Event> events) {
    return new Engine(
        new EngineSettings(Duration.ofSeconds(10), rules, Selection.ALL, true, 10),
        fields,
        events::add);
  }

  private static AccessRecord record(Fields fields, QueryLawTest.Request request) {
    AccessRecord record = new AccessRecord(fields);
    QueryLawTest.fill(record, request);
    return record.setBytes(request.millis());
  }

  @Property(tries = 200)
  void restore_changesNothing(
      @ForAll("requests") List<QueryLawTest.Request> requests,
      @ForAll("rules") AlertRule rule,
      @ForAll long seed)
      throws IOException {
    List<AlertRule> rules = new ArrayList<>(ManyRules.LIST);
    rules.add(rule);
    Fields fields = Engine.wantedFields(Selection.ALL, rules, List.of());
    List<Event> expected = new ArrayList<>();
    Engine plain = engine(rules, fields, expected);
    Partition lines = plain.open("log", LATENESS);
    requests.forEach(request -> plain.record(lines, record(fields, request)));
    plain.finish(Duration.ofMinutes(15));

    List<Event> told = new ArrayList<>();
    Random random = new Random(seed);
    Engine engine = engine(rules, fields, told);
    Partition partition = engine.open("log", LATENESS);
    for (QueryLawTest.Request request : requests) {
      engine.record(partition, record(fields, request));
      if (random.nextInt(4) == 0) {
        byte[] state = StateForm.toBytes(engine::writeTo);
        engine = engine(rules, fields, told);
        assertThat(engine.readFrom(StateForm.input(state))).isEmpty();
        partition = engine.open("log", LATENESS);
      }
    }
    assertThat(engine.finish(Duration.ofMinutes(15)).stillFiring()).isEqualTo(plain.firing());
    assertThat(engine.totalAccounting()).isEqualTo(plain.totalAccounting());
    assertThat(told.subList(0, told.size() - 1))
        .isEqualTo(expected.subList(0, expected.size() - 1));
  }
}
