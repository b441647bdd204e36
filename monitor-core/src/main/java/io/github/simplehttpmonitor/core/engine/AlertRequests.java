package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.filter.RecordPredicate;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The requests that an alert is about: those that pass the rule's filter and belong to the group,
 * and of a share those that make it up. Immutable.
 *
 * @param query the rule's query
 * @param group the group, as in the event; what is beyond the groups that are told apart is all
 */
public record AlertRequests(Query query, Map<String, String> group) {

  /** Makes the map unmodifiable. */
  public AlertRequests {
    group = Map.copyOf(group);
  }

  /** {@return the fields that have to be parsed to tell} */
  public Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    filters().forEach(filter -> fields.addAll(filter.fields()));
    query.groupBy().forEach(key -> fields.add(key.field()));
    return fields;
  }

  private List<Filter> filters() {
    List<Filter> filters = new ArrayList<>();
    if (query.where() != null) {
      filters.add(query.where());
    }
    if (query.measure().of() != null) {
      filters.add(query.measure().of());
    }
    return filters;
  }

  /** {@return the test of a record with these slots, for one thread} */
  public RecordPredicate bind(Fields slots) {
    List<RecordPredicate> tests = new ArrayList<>();
    filters().forEach(filter -> tests.add(filter.bind(slots)));
    if (!group.isEmpty() && !isOther()) {
      GroupKeys keys = new GroupKeys(query.groupBy(), slots);
      List<String> names = Plan.names(query);
      tests.add(
          record -> {
            keys.write(record);
            byte[] key = java.util.Arrays.copyOf(keys.buffer, keys.length);
            return GroupKeys.labels(key, names, AlertRule.OTHER).equals(group);
          });
    }
    RecordPredicate[] all = tests.toArray(new RecordPredicate[0]);
    return record -> {
      for (RecordPredicate test : all) {
        if (!test.test(record)) {
          return false;
        }
      }
      return true;
    };
  }

  private boolean isOther() {
    return group.values().stream().allMatch(AlertRule.OTHER::equals);
  }
}
