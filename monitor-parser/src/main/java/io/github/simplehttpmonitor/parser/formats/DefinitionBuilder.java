package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.formats.Element.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the fields of a definition and the text between them. Where several directives mean one
 * field ({@code %h} and {@code %a}, {@code %D} and {@code %T}), the one of the highest rank has it,
 * the first of equals, and the others become extension fields of a name of their own.
 */
final class DefinitionBuilder {

  private static final Set<Kind> OF_TARGET = Set.of(Kind.TARGET, Kind.PATH, Kind.QUERY);

  private final String source;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private String prefix = "";

  /**
   * A field as it was named.
   *
   * @param other its name if another one is the field
   * @param rank how much it is to be preferred
   * @param time of a time, what it says, as {@link TimePattern#parts}
   */
  private record Part(Element element, String other, int rank, int time) {
    Part with(Element changed) {
      return new Part(changed, other, rank, time);
    }
  }

  DefinitionBuilder(String source) {
    this.source = source;
  }

  void text(String literal) {
    text.append(literal);
  }

  /** Adds a field that nothing else means. */
  void field(Element element, int column) {
    field(element, element.field().name(), 0, column);
  }

  /**
   * Adds a field.
   *
   * @param other its name if a field of higher rank means the same
   * @param column where it stands in the source, from 0
   */
  void field(Element element, String other, int rank, int column) {
    add(new Part(element, other, rank, 0), column);
  }

  /** Adds a time; {@code parts} is what it says of one. */
  void time(TimeSpec spec, int parts, String other, int rank, int column) {
    add(new Part(Element.time(spec), other, rank, parts), column);
  }

  private void add(Part part, int column) {
    if (parts.isEmpty()) {
      prefix = text.toString();
    } else if (text.isEmpty()) {
      if (!adjoin(part)) {
        throw new FormatException(
            "two fields with nothing between them cannot be told apart", source, column);
      }
      return;
    } else {
      closeLast();
    }
    parts.add(part);
    text.setLength(0);
  }

  /** Adds a field that follows the last one directly, if there is a way to find where it begins. */
  private boolean adjoin(Part part) {
    int last = parts.size() - 1;
    Part before = parts.get(last);
    Kind kind = part.element.kind();
    boolean isArgs = part.element.field().name().equals("is_args");
    if (before.element.kind() == Kind.PATH && (kind == Kind.QUERY || isArgs)) {
      // Apache's %U%q, nginx's $uri$is_args: the target, whose query brings its question mark.
      parts.set(last, new Part(Element.of(Kind.TARGET, Field.TARGET), "target", before.rank, 0));
      return true;
    }
    if (before.element.kind() == Kind.TARGET && kind == Kind.QUERY) {
      return true;
    }
    if (kind == Kind.TARGET || kind == Kind.PATH) {
      parts.set(last, before.with(before.element.upTo("/")));
      parts.add(part);
      return true;
    }
    return false;
  }

  private void closeLast() {
    int last = parts.size() - 1;
    Part part = parts.get(last);
    parts.set(last, part.with(part.element.followedBy(text.toString())));
  }

  Definition build(Escaping escaping) {
    if (parts.isEmpty()) {
      throw new FormatException("the definition names no field", source, 0);
    }
    closeLast();
    chooseTimes();
    boolean hasRequest = has(Kind.REQUEST);
    boolean hasTarget = has(Kind.TARGET);
    Map<Field, Integer> best = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      best.merge(
          parts.get(i).element.field(), i, (a, b) -> parts.get(b).rank > parts.get(a).rank ? b : a);
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Element element = parts.get(i).element;
      Kind kind = element.kind();
      boolean told =
          (hasRequest && OF_TARGET.contains(kind))
              || (hasTarget && (kind == Kind.PATH || kind == Kind.QUERY))
              || (!element.isPartOfTime() && best.getOrDefault(element.field(), i) != i);
      elements.add(told ? element.named(Field.of(parts.get(i).other)) : element);
    }
    return new Definition(prefix, elements, escaping);
  }

  private boolean has(Kind kind) {
    return parts.stream().anyMatch(part -> part.element.kind() == kind);
  }

  /**
   * Decides which times make the time: those of the highest rank, each adding what those before
   * have not said, or a single one that has a fraction when they have none. A time without a date
   * is none.
   */
  private void chooseTimes() {
    int rank =
        parts.stream()
            .filter(part -> (part.time & TimePattern.DATE) != 0)
            .mapToInt(Part::rank)
            .max()
            .orElse(Integer.MAX_VALUE);
    List<Integer> chosen = new ArrayList<>();
    int whole = TimePattern.DATE | TimePattern.CLOCK | TimePattern.FRACTION;
    int finest = -1;
    int told = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.time != 0 && part.rank == rank && (part.time & told) == 0) {
        chosen.add(i);
        told |= part.time;
      }
      boolean isFine = part.time != 0 && part.rank == rank && (part.time & whole) == whole;
      finest = finest < 0 && isFine ? i : finest;
    }
    if (finest >= 0 && (told & TimePattern.FRACTION) == 0) {
      chosen = List.of(finest);
      told = parts.get(finest).time;
    }
    boolean zoned = (told & TimePattern.ZONE) != 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.time == 0) {
        continue;
      }
      if (!chosen.contains(i)) {
        parts.set(i, part.with(part.element.named(Field.of(part.other))));
      } else if (chosen.size() > 1) {
        // A part that has not the date, or whose zone another one tells, is read as UTC.
        boolean inZone = !zoned && (part.time & TimePattern.DATE) != 0;
        parts.set(i, part.with(part.element.as(inZone ? Kind.TIME_PART : Kind.UTC_PART)));
      }
    }
  }
}
