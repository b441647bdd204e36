package io.github.simplehttpmonitor.cli.text;

import io.github.simplehttpmonitor.core.filter.Filter;
import io.github.simplehttpmonitor.core.filter.FilterException;
import io.github.simplehttpmonitor.core.query.GroupKey;
import io.github.simplehttpmonitor.core.spi.Suggestion;
import io.github.simplehttpmonitor.parser.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds names of fields that are misspelt. Any name may be that of an extension of some format, but
 * what is nearly a field that every format knows is none.
 */
public final class FieldNames {

  private FieldNames() {}

  /**
   * {@return the field of that name}
   *
   * @throws IllegalArgumentException if it is misspelt; the message says what may have been meant
   */
  public static Field field(String name) {
    refuseMisspelt(name);
    return Field.of(name);
  }

  /**
   * {@return the filter}
   *
   * @throws FilterException if it is wrong; it knows where
   * @throws IllegalArgumentException if it names a misspelt field
   */
  public static Filter filter(String text) {
    Filter filter;
    try {
      filter = Filter.parse(text);
    } catch (FilterException e) {
      // A misspelt field is text, so that what is said of its comparison would lead astray.
      for (String word : String.valueOf(e.getMessage()).split("\\W+", -1)) {
        if (text.contains(word)) {
          refuseMisspelt(word);
        }
      }
      throw e;
    }
    filter.fields().forEach(field -> refuseMisspelt(field.name()));
    return filter;
  }

  private static void refuseMisspelt(String name) {
    if (name.isBlank() || Field.wellKnown().contains(Field.of(name))) {
      return;
    }
    List<String> names = new ArrayList<>(List.of(GroupKey.SECTION, GroupKey.STATUS_CLASS));
    Field.wellKnown().forEach(known -> names.add(known.name()));
    String nearest = Suggestion.nearest(name, names);
    boolean near = name.length() > 3 && Math.abs(nearest.length() - name.length()) <= 1;
    if (near && !nearest.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no field '" + name + "'; did you mean '" + nearest + "'?");
    }
  }
}
