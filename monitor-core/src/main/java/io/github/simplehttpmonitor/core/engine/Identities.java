package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.Condition;
import io.github.simplehttpmonitor.core.alert.Level;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What queries and rules are recognised by in a state: hashes of all that decides what they
 * compute, in a text that does not depend on the process. How a rule is told, its summary and its
 * labels, does not belong to it.
 */
final class Identities {

  private Identities() {}

  static String of(Query query) {
    StringBuilder text = new StringBuilder();
    add(text, query);
    return hash(text);
  }

  static String of(AlertRule rule) {
    StringBuilder text = new StringBuilder(rule.name()).append('\n');
    add(text, rule.query());
    for (Level level : rule.levels()) {
      Condition condition = level.condition();
      text.append(level.severity()).append(' ').append(condition.kind());
      for (double number :
          new double[] {
            condition.low(), condition.high(), condition.recoveryLow(), condition.recoveryHigh()
          }) {
        text.append(' ').append(number);
      }
      text.append('\n');
    }
    text.append(rule.pendingFor()).append('\n').append(rule.keepFiringFor()).append('\n');
    text.append(rule.noData()).append('\n').append(rule.maxGroups());
    return hash(text);
  }

  private static void add(StringBuilder text, Query query) {
    text.append(query.measure()).append('\n').append(query.where()).append('\n');
    for (GroupKey key : query.groupBy()) {
      text.append(key.name()).append(' ').append(key.field()).append(' ').append(key.derivation());
      text.append(' ').append(key.patterns()).append(' ').append(key.anonymity()).append('\n');
    }
    text.append(query.window()).append('\n');
  }

  static String of(Plan plan, Plan.CountPart part) {
    return filters(plan, part.filters()) + "sum " + part.field();
  }

  static String of(Plan plan, Plan.GroupPart part) {
    return of(part.query()) + ' ' + part.content() + ' ' + filters(plan, part.filters());
  }

  private static String filters(Plan plan, List<Integer> indexes) {
    StringBuilder text = new StringBuilder();
    for (int index : indexes) {
      // The part that no record is counted in has none.
      text.append(index < 0 ? "none" : plan.filters().get(index)).append('\n');
    }
    return text.toString();
  }

  private static String hash(StringBuilder text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().toHexDigits(Bytes.hash(bytes, 0, bytes.length))
        + HexFormat.of().toHexDigits(Bytes.hash(bytes, bytes.length / 2, bytes.length));
  }
}
