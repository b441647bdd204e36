package io.github.simplehttpmonitor.core.appender;

import com.google.common.net.InetAddresses;
import io.github.simplehttpmonitor.core.event.Event;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Zeroes the ends of IP addresses wherever they stand in a text, so that they name a network and
 * not a person. Names of hosts stay. Immutable.
 *
 * <table>
 *   <caption>What is left of an address</caption>
 *   <tr><th>level</th><th>IPv4</th><th>IPv6</th></tr>
 *   <tr><td>1</td><td>24 bits</td><td>48 bits</td></tr>
 *   <tr><td>2</td><td>16 bits</td><td>32 bits</td></tr>
 *   <tr><td>3</td><td>8 bits</td><td>16 bits</td></tr>
 * </table>
 */
public final class Anonymizer {

  /** The highest level. */
  public static final int MAX_LEVEL = 3;

  /** The longest address in text form: eight groups of four digits. */
  private static final int MAX_ADDRESS = 45;

  private final int bits4;
  private final int bits6;

  /**
   * Makes one.
   *
   * @param level 1 to {@value #MAX_LEVEL}
   */
  public Anonymizer(int level) {
    if (level < 1 || level > MAX_LEVEL) {
      throw new IllegalArgumentException(
          "a level of anonymity is 1 to " + MAX_LEVEL + ", not " + level);
    }
    bits4 = 32 - 8 * level;
    bits6 = 64 - 16 * level;
  }

  /** {@return the event with its addresses anonymous} */
  public Event anonymize(Event event) {
    return EventTexts.map(event, this::anonymize);
  }

  /** {@return the text with its addresses anonymous} */
  public String anonymize(String text) {
    StringBuilder result = null;
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      if (end - at >= 3 && !isWithinWord(text, at)) {
        String run = text.substring(at, end);
        String safe = run(run);
        if (!safe.equals(run)) {
          result = result == null ? new StringBuilder(text.length()) : result;
          result.append(text, copied, at).append(safe);
          copied = end;
        }
      }
      at = end + 1;
    }
    return result == null
        ? text
        : result.append(text, Math.min(copied, text.length()), text.length()).toString();
  }

  private static boolean isPart(char c) {
    return c == '.' || c == ':' || (c < 0x80 && Character.digit(c, 16) >= 0);
  }

  /** Letters before a run make it the end of a word, unless it begins with a separator. */
  private static boolean isWithinWord(String text, int at) {
    return at > 0
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at));
  }

  /** An address, one with a port or punctuation after it, or a list of them. */
  private String run(String run) {
    if (run.length() <= MAX_ADDRESS && isSeveralColons(run)) {
      int end = run.length();
      while (end > 2 && !InetAddresses.isInetAddress(run.substring(0, end)) && isMark(run, end)) {
        end--;
      }
      String whole = run.substring(0, end);
      if (InetAddresses.isInetAddress(whole)) {
        return masked(whole) + run.substring(end);
      }
    }
    StringBuilder result = new StringBuilder(run.length());
    for (int at = 0; at <= run.length(); ) {
      int end = run.indexOf(':', at);
      end = end < 0 ? run.length() : end;
      result.append(dotted(run.substring(at, end)));
      if (end < run.length()) {
        result.append(':');
      }
      at = end + 1;
    }
    return result.toString();
  }

  private static boolean isMark(String run, int end) {
    return run.charAt(end - 1) == '.' || run.charAt(end - 1) == ':';
  }

  private static boolean isSeveralColons(String run) {
    int first = run.indexOf(':');
    return first >= 0 && run.indexOf(':', first + 1) >= 0;
  }

  private String dotted(String part) {
    int start = 0;
    int end = part.length();
    while (start < end && part.charAt(start) == '.') {
      start++;
    }
    while (end > start && part.charAt(end - 1) == '.') {
      end--;
    }
    String inner = part.substring(start, end);
    return inner.indexOf('.') > 0 && InetAddresses.isInetAddress(inner)
        ? part.substring(0, start) + masked(inner) + part.substring(end)
        : part;
  }

  private String masked(String address) {
    byte[] bytes = InetAddresses.forString(address).getAddress();
    int bits = bytes.length == 4 ? bits4 : bits6;
    for (int i = bits / 8; i < bytes.length; i++) {
      bytes[i] = 0;
    }
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
