package io.github.simplehttpmonitor.parser.formats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a JSON format mean, read from a text: {@code FIELD=SOURCE|SOURCE,...}, where
 * a source is a path and, in parentheses, how its value is written. Of several sources the first
 * that is there counts.
 *
 * <pre>{@code
 * time=ts(epoch),client=request.remote_ip,target=request.uri,status=status,duration=duration(ms),
 * userAgent=request.headers.User-Agent[0],virtualHost=request.host
 * }</pre>
 *
 * <p>A path is keys joined by dots, which also fits one key with dots; {@code [0]} is an element of
 * an array, and of an array without index the first element is taken. A key with other characters
 * than letters, digits and {@code _-:@$/} is put in double quotes, in which a backslash stands
 * before a quote and itself. In parentheses: for a time {@code clf}, {@code iso}, {@code epoch},
 * {@code epoch_ms}, {@code epoch_us}, {@code epoch_ns}, {@code auto} (which it is by default) or a
 * pattern of strftime, after {@code utc:} if stamps without a zone are in UTC; for a duration
 * {@code s} (by default), {@code ms}, {@code us}, {@code ns}, or {@code text} if only values with a
 * unit count; for a client {@code port} if a port is to be left out. A time may be in two values,
 * {@code time=date+time(iso)}.
 *
 * <p>Names beginning with {@code @} say which lines are meant. {@code @if=PATH(VALUE|VALUE)}: a
 * line where the value is there and another is ignored; a star at the end of a VALUE stands for any
 * rest. {@code @need=PATH|PATH}: one of them must be there. {@code @other=PATH|PATH}: a line that
 * lacks what it needs, but has all of these, is ignored, not malformed. {@code @root=PATH}: the
 * record may also lie there. {@code @line=PATH(FORMAT)}: the value is a line in another format.
 *
 * @param source the text
 * @param sources in the order of the work: request, target, path, query, then the others; those of
 *     a field together
 * @param conditions what lines are ignored without
 * @param needs sets of which one member must be there
 * @param others what a line of another kind has
 * @param root where the record may lie instead, else null
 * @param line where a line in another format lies, else null
 * @param lineFormat the other format, empty if none
 * @param lenient whether sizes and durations that cannot be read are left out
 */
record JsonDefinition(
    String source,
    List<JsonSource> sources,
    List<Condition> conditions,
    List<List<JsonPath>> needs,
    List<JsonPath> others,
    @Nullable JsonPath root,
    @Nullable JsonPath line,
    String lineFormat,
    boolean lenient) {

  /**
   * A value that lines must have unless they lack it.
   *
   * @param values the values, those with a star at the end for all that begin so
   */
  record Condition(JsonPath path, List<String> values) {
    Condition {
      values = List.copyOf(values);
    }
  }

  JsonDefinition {
    sources = List.copyOf(sources);
    conditions = List.copyOf(conditions);
    needs = List.copyOf(needs);
    others = List.copyOf(others);
  }

  JsonDefinition asLenient() {
    return new JsonDefinition(
        source, sources, conditions, needs, others, root, line, lineFormat, true);
  }
}
