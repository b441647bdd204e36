package io.github.simplehttpmonitor.core.engine;

import io.github.simplehttpmonitor.core.alert.AlertRule;
import io.github.simplehttpmonitor.core.alert.RuleStatus;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.query.Measure;
import io.github.simplehttpmonitor.core.query.NamedQuery;
import io.github.simplehttpmonitor.core.query.Query;
import io.github.simplehttpmonitor.core.state.StateForm;
import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All rules and the queries of statistics, with what they need of the records. */
final class Rules {

  private static final Comparator<Track.Alert> ORDER =
      Comparator.comparingInt(Track.Alert::rule)
          .thenComparing(Track.Alert::group, Arrays::compareUnsigned);

  private static final int MAX_RULES = 1 << 20;

  private final Plan plan = new Plan();
  private final Aggregates aggregates;
  private final PlanRunner runner;
  private final List<CountTrack> countTracks = new ArrayList<>();

  /** In the order of {@link Plan#groups()}: the tracks of those with equal queries. */
  private final List<List<GroupTrack>> groupTracks = new ArrayList<>();

  private final Track[] ruled;

  /** What {@link #nextEnd} found for each track; {@link Times#NONE} if it has to look again. */
  private final long[] ends;

  /** What that was asked for. */
  private long endsLimit;

  private long endsLast;

  /** Whether it still holds for tracks that were not evaluated since. */
  private boolean isEndsKnown;

  private final Map<String, Track> statistics = new LinkedHashMap<>();
  private final List<AlertRule> rules;
  private final Track[] trackOfRule;
  private final long[] lowest;

  /** Up to where everything has been evaluated. */
  private long evaluated = Times.NONE;

  Rules(List<AlertRule> rules, List<NamedQuery> queries, Fields fields) {
    this(rules, queries, fields, null);
  }

  /**
   * Makes rules.
   *
   * @param before the rules that were in force, whose windows and states are taken over where they
   *     are the same; not to be used any more
   */
  Rules(List<AlertRule> rules, List<NamedQuery> queries, Fields fields, @Nullable Rules before) {
    this.rules = rules;
    plan(plan, rules, queries);
    aggregates = new Aggregates(plan);
    lowest = new long[plan.counts().size()];
    Arrays.fill(lowest, Long.MIN_VALUE);
    if (before != null) {
      takeOver(before);
    }
    runner = new PlanRunner(plan, fields);
    plan.groups().forEach(part -> groupTracks.add(new ArrayList<>()));
    List<Track> tracks = new ArrayList<>();
    trackOfRule = new Track[rules.size()];
    for (int i = 0; i < rules.size(); i++) {
      Track known = before == null ? null : before.track(rules.get(i));
      trackOfRule[i] = track(rules.get(i).query(), tracks, known);
    }
    for (Track track : tracks) {
      List<Track.Ruled> own = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        if (trackOfRule[i] == track) {
          own.add(new Track.Ruled(i, rules.get(i), false));
        }
      }
      track.replaceRules(own);
    }
    ruled = tracks.toArray(new Track[0]);
    ends = new long[ruled.length];
    for (NamedQuery named : queries) {
      Track known = before == null ? null : before.statistics.get(named.name());
      statistics.put(named.name(), track(named.query(), new ArrayList<>(), known));
    }
  }

  /** Goes on with the counts of others where they are of the same. */
  private void takeOver(Rules before) {
    evaluated = before.evaluated;
    for (int i = 0; i < aggregates.counts.length; i++) {
      int known = before.plan.find(plan, plan.counts().get(i));
      if (known >= 0) {
        aggregates.counts[i] = before.aggregates.counts[known];
        lowest[i] = before.lowest[known];
      }
    }
    for (int i = 0; i < aggregates.groups.length; i++) {
      for (int j = 0; j < before.aggregates.groups.length; j++) {
        if (Plan.isSame(plan.groups().get(i).query(), before.plan.groups().get(j).query())) {
          aggregates.groups[i] = before.aggregates.groups[j];
        }
      }
    }
  }

  /** The track that another rule can go on with: one over groups only if it is the rule's own. */
  private @Nullable Track track(AlertRule rule) {
    for (Track track : ruled) {
      boolean fits =
          isShared(track.query)
              ? Plan.isSame(track.query, rule.query())
              : track.rules.get(0).rule().equals(rule);
      if (fits) {
        return track;
      }
    }
    return null;
  }

  /** Ends the alerts that are on and whose rules are not among these. */
  List<AlertEvent> endWithout(List<AlertRule> kept) {
    List<Track.Alert> ended = new ArrayList<>();
    long at = Math.floorDiv(evaluated, Times.SECOND) * Times.SECOND;
    for (int i = 0; i < trackOfRule.length && evaluated != Times.NONE; i++) {
      if (!kept.contains(rules.get(i))) {
        trackOfRule[i].end(place(trackOfRule[i], i), at, ended);
      }
    }
    ended.sort(ORDER);
    return ended.stream().map(Track.Alert::event).toList();
  }

  /** Whether equal queries are one: without groups there is nothing that rules tell apart. */
  private static boolean isShared(Query query) {
    return query.groupBy().isEmpty();
  }

  /** Adds what the queries need. Called in the same order for the engine and for segments. */
  static void plan(Plan plan, List<AlertRule> rules, List<NamedQuery> queries) {
    rules.forEach(rule -> add(plan, rule.query()));
    queries.forEach(named -> add(plan, named.query()));
  }

  private static void add(Plan plan, Query query) {
    if (Plan.isPlain(query)) {
      plan.addCount(query);
      plan.addSecond(query);
    } else {
      plan.addGroups(query);
    }
  }

  /**
   * Makes the track of a query, or finds the one of an equal query. Which groups a rule tells apart
   * depends on its alerts, so that rules over groups have tracks of their own.
   *
   * @param known a track to go on with; null to make one
   */
  private Track track(Query query, List<Track> tracks, @Nullable Track known) {
    if (isShared(query)) {
      for (Track track : tracks) {
        if (Plan.isSame(track.query, query)) {
          return track;
        }
      }
    }
    Track made;
    if (Plan.isPlain(query)) {
      int count = plan.addCount(query);
      int second = plan.addSecond(query);
      CountTrack track;
      if (known instanceof CountTrack plain) {
        plain.moveTo(count, second);
        track = plain;
      } else {
        track = new CountTrack(query, aggregates, count, second);
      }
      countTracks.add(track);
      made = track;
    } else {
      int part = plan.addGroups(query);
      GroupTrack track =
          known instanceof GroupTrack groups
              ? groups
              : new GroupTrack(query, aggregates, part, plan.groups().get(part).content());
      groupTracks.get(part).add(track);
      made = track;
    }
    tracks.add(made);
    return made;
  }

  /** Counts a record on time. */
  void add(long timeMicros, AccessRecord record) {
    isEndsKnown = false;
    runner.add(record, Math.floorDiv(timeMicros, Times.SECOND), aggregates);
  }

  /** Counts a record whose second may have been evaluated. */
  void addLate(long timeMicros, AccessRecord record) {
    isEndsKnown = false;
    long second = Math.floorDiv(timeMicros, Times.SECOND);
    runner.addLate(record, second, aggregates, lowest, groupTracks);
    countTracks.forEach(track -> track.addedLate(second));
  }

  /** Counts the records of a segment. */
  void addAll(Aggregates segment) {
    isEndsKnown = false;
    aggregates.merge(segment);
  }

  /** Counts a malformed line. */
  void malformed(long timeMicros) {
    isEndsKnown = false;
    aggregates.counts[Plan.MALFORMED].add(Math.floorDiv(timeMicros, Times.SECOND), 1);
  }

  void segmentEnd() {
    for (int i = 0; i < groupTracks.size(); i++) {
      // Rows of panes that were evaluated keep their places.
      long evaluatedBelow = Long.MIN_VALUE;
      for (GroupTrack track : groupTracks.get(i)) {
        if (track.next != Times.NONE) {
          evaluatedBelow = Math.max(evaluatedBelow, track.next);
        }
      }
      aggregates.groups[i].fold(evaluatedBelow);
    }
  }

  /** Sets the value of a measure of the monitoring itself. */
  void gauge(Measure.Kind kind, double value) {
    isEndsKnown = false;
    for (CountTrack track : countTracks) {
      if (track.query.measure().kind() == kind) {
        track.gauge(value);
      }
    }
  }

  /**
   * {@return the end of the first pane of a rule whose evaluation can change anything, {@link
   * Long#MAX_VALUE} if there is none by the limit}
   *
   * @param last the last moment whose pane is to be evaluated though it is not over; {@link
   *     Times#NONE} if none is
   */
  long nextEnd(long limit, long last) {
    if (!isEndsKnown || limit != endsLimit || last != endsLast) {
      Arrays.fill(ends, Times.NONE);
      endsLimit = limit;
      endsLast = last;
      isEndsKnown = true;
    }
    long end = Long.MAX_VALUE;
    for (int i = 0; i < ruled.length; i++) {
      if (ends[i] == Times.NONE) {
        Track track = ruled[i];
        ends[i] =
            track.nextEnd(
                last == Times.NONE ? limit : Math.max(limit, track.endOfPane(last)), evaluated);
      }
      end = Math.min(end, ends[i]);
    }
    return end;
  }

  /** Evaluates the panes that end there, after {@link #nextEnd} found them. */
  List<AlertEvent> evaluate(long end) {
    List<Track.Alert> alerts = new ArrayList<>(0);
    for (int i = 0; i < ruled.length; i++) {
      if (ends[i] == end) {
        ruled[i].evaluate(alerts);
        ends[i] = Times.NONE;
      }
    }
    if (alerts.isEmpty()) {
      return List.of();
    }
    alerts.sort(ORDER);
    return alerts.stream().map(Track.Alert::event).toList();
  }

  /** Begins before the first record with the rules that its absence can meet. */
  void waitFrom(long timeMicros) {
    for (Track track : ruled) {
      track.waitFrom(timeMicros);
    }
  }

  /** {@return up to where everything has been evaluated; {@link Times#NONE} if nothing has} */
  long evaluatedUntil() {
    return evaluated;
  }

  /** Says up to where everything has been evaluated before the first record. */
  void waited(long timeMicros) {
    evaluated = timeMicros;
    isEndsKnown = false;
  }

  /** {@return the values of the statistics' queries over the interval that ends there} */
  Map<String, Double> statistics(long end) {
    if (statistics.isEmpty()) {
      return Map.of();
    }
    advanceStatistics(end);
    Map<String, Double> values = new LinkedHashMap<>();
    statistics.forEach(
        (name, track) -> {
          if (track instanceof CountTrack plain) {
            values.put(name, plain.value());
          } else if (track instanceof GroupTrack groups) {
            groups
                .values()
                .forEach(
                    (labels, value) ->
                        values.put(labels.isEmpty() ? name : name + labels.values(), value));
          }
        });
    return values;
  }

  private void advanceStatistics(long end) {
    for (Track track : statistics.values()) {
      while (track.nextEnd(end, Times.NONE) <= end) {
        track.evaluate(new ArrayList<>(0));
      }
    }
  }

  /**
   * Forgets what no window needs any more.
   *
   * @param watermark up to where everything has been evaluated
   * @param reported up to where statistics have been
   */
  void dropBelow(long watermark, long reported) {
    if (!statistics.isEmpty() && reported != Times.NONE) {
      advanceStatistics(reported);
    }
    evaluated = watermark;
    isEndsKnown = false;
    Arrays.fill(lowest, Math.floorDiv(watermark, Times.SECOND));
    for (CountTrack track : countTracks) {
      long needed = track.lowestSecond();
      keep(track.countIndex, needed);
      if (track.secondIndex >= 0) {
        keep(track.secondIndex, needed);
      }
    }
    for (Track track : ruled) {
      if (track.waitsForAll()) {
        lowest[Plan.ALL] = Long.MIN_VALUE;
      }
    }
    for (int i = 0; i < groupTracks.size(); i++) {
      long needed = Long.MAX_VALUE;
      for (GroupTrack track : groupTracks.get(i)) {
        needed = Math.min(needed, track.lowestPane());
      }
      aggregates.groups[i].dropBelow(needed);
    }
    for (int i = 0; i < lowest.length; i++) {
      aggregates.counts[i].dropBelow(lowest[i]);
    }
  }

  private void keep(int part, long second) {
    lowest[part] = Math.min(lowest[part], second);
  }

  /** Starts a new line of time. */
  void restart() {
    isEndsKnown = false;
    for (Track track : ruled) {
      track.restart();
    }
    statistics.values().forEach(Track::restart);
    aggregates.clear();
    Arrays.fill(lowest, Long.MIN_VALUE);
    evaluated = Times.NONE;
  }

  /** {@return where the rules stand} */
  List<RuleStatus> status() {
    List<RuleStatus> all = new ArrayList<>();
    for (int i = 0; i < trackOfRule.length; i++) {
      all.addAll(trackOfRule[i].status(place(trackOfRule[i], i)));
    }
    return all;
  }

  /** {@return the names of the rules with an alert that is on} */
  List<String> firing() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < trackOfRule.length; i++) {
      Track track = trackOfRule[i];
      int place = place(track, i);
      boolean on = track.isFiring(place);
      if (on) {
        names.add(rules.get(i).name());
      }
    }
    return names;
  }

  private static int place(Track track, int rule) {
    for (int i = 0; i < track.rules.size(); i++) {
      if (track.rules.get(i).index() == rule) {
        return i;
      }
    }
    throw new IllegalStateException("a rule without a track");
  }

  /** Writes what was counted, the windows and the states. */
  void writeTo(DataOutput out) throws IOException {
    out.writeLong(evaluated);
    aggregates.writeTo(out, plan, lowest);
    out.writeInt(ruled.length);
    for (Track track : ruled) {
      StateForm.writeText(out, identity(track));
      out.writeInt(track.rules.size());
      for (int i = 0; i < track.rules.size(); i++) {
        AlertRule rule = track.rules.get(i).rule();
        StateForm.writeText(out, Identities.of(rule));
        StateForm.writeText(out, rule.name());
        out.writeBoolean(track.isFiring(i));
      }
      StateForm.writeBlock(out, track::writeTo);
    }
    out.writeInt(statistics.size());
    for (Map.Entry<String, Track> entry : statistics.entrySet()) {
      StateForm.writeText(out, entry.getKey() + ' ' + Identities.of(entry.getValue().query));
      StateForm.writeBlock(out, entry.getValue()::writeTo);
    }
  }

  /**
   * Takes over what was written of queries and rules that have not changed; the others begin anew.
   *
   * @return the names of rules that fired and are not there any more, or are others now
   */
  List<String> readFrom(DataInput in) throws IOException {
    evaluated = in.readLong();
    aggregates.readFrom(in, plan, lowest);
    List<String> gone = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String identity = StateForm.readText(in);
      Track track = null;
      for (Track candidate : ruled) {
        track = identity(candidate).equals(identity) ? candidate : track;
      }
      int[] places = new int[StateForm.readCount(in, MAX_RULES)];
      for (int i = 0; i < places.length; i++) {
        places[i] = place(track, StateForm.readText(in));
        String name = StateForm.readText(in);
        if (in.readBoolean() && places[i] < 0) {
          gone.add(name);
        }
      }
      DataInput block = StateForm.readBlock(in);
      if (track != null) {
        track.readFrom(block, places);
      }
    }
    for (int left = in.readInt(); left > 0; left--) {
      String identity = StateForm.readText(in);
      DataInput block = StateForm.readBlock(in);
      for (Map.Entry<String, Track> entry : statistics.entrySet()) {
        if (identity.equals(entry.getKey() + ' ' + Identities.of(entry.getValue().query))) {
          entry.getValue().readFrom(block, new int[0]);
        }
      }
    }
    return gone;
  }

  /** Equal queries without groups share a track; over groups, each rule has its own. */
  private static String identity(Track track) {
    return isShared(track.query)
        ? Identities.of(track.query)
        : Identities.of(track.rules.get(0).rule());
  }

  private static int place(@Nullable Track track, String identity) {
    if (track != null) {
      for (int i = 0; i < track.rules.size(); i++) {
        if (Identities.of(track.rules.get(i).rule()).equals(identity)) {
          return i;
        }
      }
    }
    return -1;
  }
}
