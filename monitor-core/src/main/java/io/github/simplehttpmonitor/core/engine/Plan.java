package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.aggregate.GroupTable.Content;
import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.parser.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be kept of each record so that all queries can be answered: equal parts once. Filters
 * are looked at once a record, counts without groups are kept by the second and serve all windows.
 * Immutable once it is made.
 */
final class Plan {

  /** Where the number of all requests by second is, in {@link #counts()}. */
  static final int ALL = 0;

  /** Where the malformed lines by second are. */
  static final int MALFORMED = 1;

  private final List<FilterPart> filters = new ArrayList<>();
  private final List<CountPart> counts = new ArrayList<>();
  private final List<GroupPart> groups = new ArrayList<>();

  /**
   * A filter, or just that a field is there.
   *
   * @param filter null if only the field matters
   * @param present null if only the filter matters
   */
  record FilterPart(@Nullable Filter filter, @Nullable Field present) {

    // That of a record is made of method handles when it is called first: 15 ms of each start.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof FilterPart part
          && Objects.equals(filter, part.filter)
          && Objects.equals(present, part.present);
    }

    @Override
    public int hashCode() {
      return Objects.hash(filter, present);
    }
  }

  /**
   * A number of each second, without groups.
   *
   * @param filters indexes of the filters that have to pass
   * @param field what is summed; null to count requests
   */
  record CountPart(List<Integer> filters, @Nullable Field field) {

    // As in FilterPart.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof CountPart part
          && filters.equals(part.filters)
          && Objects.equals(field, part.field);
    }

    @Override
    public int hashCode() {
      return Objects.hash(filters, field);
    }
  }

  /**
   * What is kept of the panes of one query by group.
   *
   * @param query the query, whose window it serves
   * @param filters indexes of the filters that have to pass
   * @param content what is kept beside counts
   * @param field what is summed, compared or told apart; null if nothing is
   * @param share index of the filter whose passes are summed; -1 if none are
   */
  record GroupPart(
      Query query, List<Integer> filters, Content content, @Nullable Field field, int share) {}

  Plan() {
    counts.add(new CountPart(List.of(), null));
    // Nothing is ever counted there by a record.
    counts.add(new CountPart(List.of(-1), null));
  }

  List<FilterPart> filters() {
    return filters;
  }

  List<CountPart> counts() {
    return counts;
  }

  List<GroupPart> groups() {
    return groups;
  }

  /** {@return the fields that records must have for this plan} */
  Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    for (FilterPart part : filters) {
      if (part.filter() != null) {
        fields.addAll(part.filter().fields());
      }
      if (part.present() != null) {
        fields.add(part.present());
      }
    }
    for (CountPart part : counts) {
      if (part.field() != null) {
        fields.add(part.field());
      }
    }
    for (GroupPart part : groups) {
      part.query().groupBy().forEach(key -> fields.add(key.field()));
      if (part.field() != null) {
        fields.add(part.field());
      }
    }
    return fields;
  }

  /** {@return whether a query is answered by counts alone} */
  static boolean isPlain(Query query) {
    return query.groupBy().isEmpty()
        && switch (query.measure().kind()) {
          case COUNT, RATE, SUM, RATIO, MEAN, MALFORMED_RATIO, SOURCE_MISSING, READING_BEHIND ->
              true;
          case DISTINCT, PERCENTILE, MIN, MAX -> false;
        };
  }

  /** {@return the index of the requests of a plain query by second} */
  int addCount(Query query) {
    return add(new CountPart(filtersOf(query), null));
  }

  /** {@return the index of what a plain query sums beside the requests, or -1} */
  int addSecond(Query query) {
    List<Integer> passed = filtersOf(query);
    return switch (query.measure().kind()) {
      case SUM, MEAN -> add(new CountPart(passed, query.measure().field()));
      case RATIO -> add(new CountPart(plus(passed, filter(query.measure().of())), null));
      case MALFORMED_RATIO -> MALFORMED;
      default -> -1;
    };
  }

  private int add(CountPart part) {
    int index = counts.indexOf(part);
    if (index < 0) {
      counts.add(part);
      return counts.size() - 1;
    }
    return index;
  }

  /** {@return where the counts are that are those of a part of another plan; -1 if nowhere} */
  int find(Plan other, CountPart wanted) {
    for (int i = 0; i < counts.size(); i++) {
      CountPart part = counts.get(i);
      if (java.util.Objects.equals(part.field(), wanted.field())
          && resolved(part).equals(other.resolved(wanted))) {
        return i;
      }
    }
    return -1;
  }

  private List<FilterPart> resolved(CountPart part) {
    List<FilterPart> resolved = new ArrayList<>();
    for (int filter : part.filters()) {
      // What no record passes is a filter as well.
      resolved.add(filter < 0 ? new FilterPart(null, null) : filters.get(filter));
    }
    return resolved;
  }

  /** {@return the index of what is kept for a query by group} */
  int addGroups(Query query) {
    for (int i = 0; i < groups.size(); i++) {
      if (isSame(groups.get(i).query(), query)) {
        return i;
      }
    }
    Field field = query.measure().field();
    int share = query.measure().of() == null ? -1 : filter(query.measure().of());
    groups.add(new GroupPart(query, filtersOf(query), content(query), field, share));
    return groups.size() - 1;
  }

  /** Percentiles of one field are read from the same buckets. */
  static boolean isSame(Query a, Query b) {
    return a.window().equals(b.window())
        && a.groupBy().equals(b.groupBy())
        && Objects.equals(a.where(), b.where())
        && a.measure().equals(b.measure());
  }

  private static Content content(Query query) {
    return switch (query.measure().kind()) {
      case SUM, MEAN, RATIO -> Content.SUM;
      case DISTINCT -> Content.HASHES;
      case PERCENTILE -> Content.BUCKETS;
      case MIN -> Content.MIN;
      case MAX -> Content.MAX;
      case COUNT, RATE, MALFORMED_RATIO, SOURCE_MISSING, READING_BEHIND -> Content.NONE;
    };
  }

  private List<Integer> filtersOf(Query query) {
    List<Integer> passed = query.where() == null ? List.of() : List.of(filter(query.where()));
    return switch (query.measure().kind()) {
      case DISTINCT, PERCENTILE, MIN, MAX, MEAN ->
          plus(passed, filter(new FilterPart(null, query.measure().field())));
      default -> passed;
    };
  }

  private static List<Integer> plus(List<Integer> list, int more) {
    List<Integer> all = new ArrayList<>(list);
    all.add(more);
    return List.copyOf(all);
  }

  private int filter(@Nullable Filter filter) {
    return filter(new FilterPart(filter, null));
  }

  private int filter(FilterPart part) {
    int index = filters.indexOf(part);
    if (index < 0) {
      filters.add(part);
      return filters.size() - 1;
    }
    return index;
  }

  /** {@return the label names of a query's groups} */
  static List<String> names(Query query) {
    return query.groupBy().stream().map(GroupKey::name).toList();
  }
}
