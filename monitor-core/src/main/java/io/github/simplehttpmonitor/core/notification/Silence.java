package io.github.simplehttpmonitor.core.notification;

import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Alerts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A time in which people are not told of some alerts. Written as one line: start, end, matchers,
 * and a comment after {@code #}:
 *
 * <pre>{@code
 * 2026-03-01T22:00:00Z 2026-03-02T02:00:00Z rule=high-traffic "group=~/api.*" # deployment
 * }</pre>
 *
 * A word with blanks in it stands in double quotes. Immutable; safe for any number of threads.
 */
public final class Silence {

  /** The longest line, so that a wrong file is noticed. */
  private static final int MAX_LINE = 4_096;

  private final Instant start;
  private final Instant end;
  private final List<Matcher> matchers;
  private final String comment;

  private Silence(Instant start, Instant end, List<Matcher> matchers, String comment) {
    this.start = start;
    this.end = end;
    this.matchers = List.copyOf(matchers);
    this.comment = comment;
  }

  /**
   * {@return a silence}
   *
   * @param start its first moment
   * @param end the first moment after it
   * @param matchers which alerts, each like {@code rule=high-traffic}; all of them have to fit
   * @param comment why
   * @throws IllegalArgumentException if there is no matcher, one is wrong, or it ends before it
   *     begins
   */
  public static Silence of(Instant start, Instant end, List<String> matchers, String comment) {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("a silence ends after it begins");
    }
    if (matchers.isEmpty()) {
      throw new IllegalArgumentException(
          "a silence needs a matcher; rule=~.* silences every alert");
    }
    return new Silence(
        start, end, matchers.stream().map(Matcher::parse).toList(), oneLine(comment));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /**
   * {@return the silence that a line describes}
   *
   * @throws IllegalArgumentException if it describes none
   */
  public static Silence parse(String line) {
    if (line.length() > MAX_LINE) {
      throw new IllegalArgumentException("a silence is no longer than " + MAX_LINE + " characters");
    }
    StringBuilder comment = new StringBuilder();
    List<String> words = words(line, comment);
    if (words.size() < 2) {
      throw new IllegalArgumentException(
          "a silence is START END MATCHER..., with times like 2026-03-01T22:00:00Z");
    }
    return of(
        time(words.get(0)), time(words.get(1)), words.subList(2, words.size()), comment.toString());
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time like 2026-03-01T22:00:00Z", e);
    }
  }

  private static List<String> words(String line, StringBuilder comment) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quoted && i + 1 < line.length()) {
        i++;
        word.append(line.charAt(i));
      } else if (c == '"') {
        quoted = !quoted;
        any = true;
      } else if (!quoted && Character.isWhitespace(c)) {
        if (any) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else if (!quoted && !any && c == '#') {
        comment.append(line, i + 1, line.length());
        break;
      } else {
        word.append(c);
        any = true;
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    if (any) {
      words.add(word.toString());
    }
    return words;
  }

  /** {@return whether it holds for this alert at that event time} */
  public boolean covers(AlertEvent alert, Instant at) {
    if (at.isBefore(start) || !at.isBefore(end)) {
      return false;
    }
    Map<String, String> labels = Alerts.labels(alert);
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** {@return the first moment after it} */
  public Instant end() {
    return end;
  }

  /** {@return the line that describes it} */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(start).append(' ').append(end);
    for (Matcher matcher : matchers) {
      String text = matcher.toString();
      boolean plain = text.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '#' || c == '\\');
      line.append(' ')
          .append(plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
    return comment.isEmpty() ? line.toString() : line.append(" # ").append(comment).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Silence silence && silence.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
