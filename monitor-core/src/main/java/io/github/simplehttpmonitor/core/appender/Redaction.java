package io.github.simplehttpmonitor.core.appender;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.github.simplehttpmonitor.core.event.Event;

/**
 * Takes out of log text what must not leave the machine: user names and passwords in URLs, values
 * of queries, what follows {@code Authorization:} and {@code Cookie:}, values with names like
 * {@code password} or {@code token}, and what looks like a token (JSON Web Tokens, keys of known
 * form, 32 and more hexadecimal digits). Names stay, values become {@code ***}. It errs on the side
 * of taking too much, and cannot know every secret.
 *
 * <p>Takes linear time; looks at the first {@value #MAX_LENGTH} characters and cuts the rest.
 */
public final class Redaction {

  /** What stands in place of a secret. */
  public static final String MASK = "***";

  /** How many characters of a text are kept. */
  public static final int MAX_LENGTH = 8_192;

  private static final Pattern USER_INFO =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*(?:://|%3[Aa]%2[Ff]%2[Ff]))[^/\\s?#\"'<>]*(@|%40)");

  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)\\b((?:proxy-)?authorization|(?:set-)?cookie)([\"']?\\s*[:=]\\s*[\"']?)[^\"'\\r\\n]+");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(basic|bearer|digest|negotiate)(\\s+)[A-Za-z0-9+/=._~-]{8,}");

  private static final Pattern QUERY = Pattern.compile("\\?([^\\s\"'<>#]+)");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|access[_-]?key|auth"
              + "|sess(?:ion)?(?:[_-]?id)?|sid|sig(?:nature)?|credentials?|otp)"
              + "[\"']?\\s*(?:=|:|%3d)\\s*[\"']?)([^\\s\"'&;,)}\\]]+)");

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){1,2}"
              + "|\\bAKIA[0-9A-Z]{16}\\b"
              + "|\\bgh[pousr]_[A-Za-z0-9]{20,}"
              + "|\\bxox[abeprs]-[A-Za-z0-9-]{10,}"
              + "|\\b[0-9A-Fa-f]{32,}\\b");

  private Redaction() {}

  /** {@return the text without its secrets} */
  public static String redact(String text) {
    String safe = cut(text);
    // Queries first: what they leave has no values for the others to find.
    safe = queries(safe);
    safe = USER_INFO.matcher(safe).replaceAll("$1***$2");
    safe = HEADER.matcher(safe).replaceAll("$1$2***");
    safe = SCHEME.matcher(safe).replaceAll("$1$2***");
    safe = NAMED.matcher(safe).replaceAll("$1***");
    return TOKEN.matcher(safe).replaceAll(MASK);
  }

  /** {@return the event without the secrets in its texts} */
  public static Event redact(Event event) {
    return EventTexts.map(event, Redaction::redact);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    boolean split = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
    return text.substring(0, split ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
  }

  private static String queries(String text) {
    if (text.indexOf('?') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    Matcher query = QUERY.matcher(text);
    int end = 0;
    while (query.find()) {
      result.append(text, end, query.start(1));
      values(result, query.group(1));
      end = query.end();
    }
    return result.append(text, end, text.length()).toString();
  }

  /** Keeps names and separators; what is not of the form name=value may be a value itself. */
  private static void values(StringBuilder result, String query) {
    int at = 0;
    while (at <= query.length()) {
      int end = at;
      while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
        end++;
      }
      int equals = query.indexOf('=', at);
      if (equals >= 0 && equals < end) {
        result.append(query, at, equals + 1);
      }
      if (end > at) {
        result.append(MASK);
      }
      if (end < query.length()) {
        result.append(query.charAt(end));
      }
      at = end + 1;
    }
  }
}
