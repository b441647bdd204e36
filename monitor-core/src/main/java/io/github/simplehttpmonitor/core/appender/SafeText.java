package io.github.simplehttpmonitor.core.appender;

import java.nio.charset.StandardCharsets;

/**
 * Makes text from a log fit for a terminal: control characters (C0, C1, DEL), line and paragraph
 * separators and marks that change the direction of writing appear as {@code \xNN}, byte by byte.
 */
public final class SafeText {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private SafeText() {}

  /** {@return the text with everything escaped that could act on a terminal} */
  public static String escape(String text) {
    int i = 0;
    while (i < text.length() && isHarmless(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, i);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmless(c)) {
        safe.append(c);
      } else {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          safe.append("\\x").append(HEX[(b >> 4) & 0xF]).append(HEX[b & 0xF]);
        }
      }
    }
    return safe.toString();
  }

  /** {@return the escaped text, cut to a length with an ellipsis if it is longer} */
  public static String escape(String text, int maxLength) {
    String safe = escape(text);
    if (safe.length() <= maxLength) {
      return safe;
    }
    boolean split = maxLength > 0 && Character.isHighSurrogate(safe.charAt(maxLength - 1));
    return safe.substring(0, split ? maxLength - 1 : maxLength) + "…";
  }

  private static boolean isHarmless(char c) {
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) {
      return false;
    }
    boolean direction =
        (c >= 0x200E && c <= 0x200F)
            || (c >= 0x2028 && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0x061C
            || c == 0xFEFF;
    return !direction;
  }
}
