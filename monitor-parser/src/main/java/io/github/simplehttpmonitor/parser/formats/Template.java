package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line's shape: text with places in braces, {@code [{time:clf}] {client} "{request}"}. A place is
 * a field's name and, after a colon, how it is written: {@code port}, an address with a port;
 * {@code word}, text without a space; {@code rest}, all that follows; a unit, {@code s}, {@code
 * ms}, {@code us}, or {@code unit} where it is in the line; for times what {@link TimeSpec} takes.
 * {@code {*}} is a run of spaces, two braces are one.
 */
record Template(String prefix, List<Place> places) {

  /** How a place is read. */
  enum Role {
    TEXT,
    WORD,
    REST,
    BLANKS,
    ADDRESS,
    TIME,
    STATUS,
    SIZE,
    DURATION,
    REQUEST,
    TARGET
  }

  /**
   * A place in a line.
   *
   * @param unitMicros microseconds in the unit of a duration, 0 if it is in the line
   * @param time how a time is written, else null
   * @param quoted whether a quote ends it, so that backslashes are escapes
   * @param after the text between it and the next place
   * @param simple whether it is a text, a time or a number that no quote ends
   */
  record Place(
      Role role,
      Field field,
      long unitMicros,
      @Nullable TimeSpec time,
      boolean quoted,
      String after,
      boolean simple) {

    Place(Role role, Field field, long unitMicros, @Nullable TimeSpec time, String after) {
      this(
          role,
          field,
          unitMicros,
          time,
          after.startsWith("\""),
          after,
          isSimple(role, unitMicros, after));
    }

    private static boolean isSimple(Role role, long unitMicros, String after) {
      if (after.isEmpty() || after.startsWith("\"") || Character.isDigit(after.charAt(0))) {
        return false;
      }
      return switch (role) {
        case STATUS, SIZE -> true;
        case DURATION -> unitMicros > 0;
        case WORD, TEXT, TIME -> true;
        default -> false;
      };
    }

    boolean isEssential() {
      return switch (role) {
        case TIME, STATUS, REQUEST, TARGET -> true;
        default -> false;
      };
    }

    private Place followedBy(String text) {
      return new Place(role, field, unitMicros, time, text);
    }
  }

  Template {
    places = List.copyOf(places);
  }

  static Template parse(String source) {
    List<Place> places = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    String prefix = "";
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      boolean doubled = i + 1 < source.length() && source.charAt(i + 1) == c;
      if (c == '{' && !doubled) {
        int close = source.indexOf('}', i);
        if (close < 0) {
          throw new FormatException("'{' is not closed", source, i);
        }
        if (places.isEmpty()) {
          prefix = text.toString();
        } else {
          closeLast(places, text.toString());
        }
        text.setLength(0);
        places.add(place(source.substring(i + 1, close)));
        i = close;
      } else {
        text.append(c);
        i += c == '{' || (c == '}' && doubled) ? 1 : 0;
      }
    }
    closeLast(places, text.toString());
    return new Template(prefix, places);
  }

  private static void closeLast(List<Place> places, String text) {
    int last = places.size() - 1;
    places.set(last, places.get(last).followedBy(text));
  }

  private static Place place(String written) {
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    String how = colon < 0 ? "" : written.substring(colon + 1);
    Field field = Field.of(name);
    Role role =
        switch (how) {
          case "port" -> Role.ADDRESS;
          case "word" -> Role.WORD;
          case "rest" -> Role.REST;
          default -> name.equals("*") ? Role.BLANKS : role(field);
        };
    TimeSpec time = role == Role.TIME ? new TimeSpec(how) : null;
    return new Place(role, field, role == Role.DURATION ? unit(how) : 0, time, "");
  }

  private static Role role(Field field) {
    return switch (field.type()) {
      case TIME -> Role.TIME;
      case INTEGER -> Role.STATUS;
      case SIZE -> Role.SIZE;
      case DURATION -> Role.DURATION;
      case TEXT ->
          field.equals(Field.REQUEST)
              ? Role.REQUEST
              : field.equals(Field.TARGET) ? Role.TARGET : Role.TEXT;
    };
  }

  private static long unit(String how) {
    return switch (how) {
      case "s" -> 1_000_000;
      case "ms" -> 1_000;
      case "us" -> 1;
      default -> 0;
    };
  }

  /** The fields that lines can fill. */
  Set<Field> fields() {
    Set<Field> fields = new LinkedHashSet<>();
    for (Place place : places) {
      switch (place.role()) {
        case BLANKS -> {}
        case REQUEST ->
            fields.addAll(
                List.of(
                    Field.REQUEST,
                    Field.METHOD,
                    Field.TARGET,
                    Field.PATH,
                    Field.QUERY,
                    Field.PROTOCOL));
        case TARGET -> fields.addAll(List.of(Field.TARGET, Field.PATH, Field.QUERY));
        default -> fields.add(place.field());
      }
    }
    return fields;
  }
}
