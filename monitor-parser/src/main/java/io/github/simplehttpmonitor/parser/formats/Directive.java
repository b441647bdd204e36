package io.github.simplehttpmonitor.parser.formats;

import java.util.ArrayList;
import java.util.List;

/**
 * A directive of a server's configuration, taken apart at blanks; quotes hold words together, and a
 * backslash takes a quote or itself literally.
 *
 * @param words the name and the arguments, without quotes; pieces in quotes that touch are one
 */
record Directive(List<String> words) {

  Directive {
    words = List.copyOf(words);
  }

  /** Takes one of nginx's apart, up to a semicolon outside of quotes; comments are passed over. */
  static Directive of(String text) {
    return of(text, true);
  }

  /** Takes a line of Apache's apart, where semicolons and hashes are nothing special. */
  static Directive ofLine(String text) {
    return of(text, false);
  }

  private static Directive of(String text, boolean nginx) {
    List<String> words = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (nginx && c == ';') {
        break;
      }
      if (nginx && c == '#') {
        int newline = text.indexOf('\n', i);
        i = newline < 0 ? text.length() : newline;
        continue;
      }
      if (c <= ' ') {
        i++;
        continue;
      }
      int end = i;
      StringBuilder word = new StringBuilder();
      if (c == '"' || c == '\'') {
        end = closing(text, i);
        word.append(unescape(text.substring(i + 1, end)));
        end++;
      } else {
        while (end < text.length()
            && text.charAt(end) > ' '
            && !(nginx && text.charAt(end) == ';')) {
          end++;
        }
        word.append(text, i, end);
      }
      words.add(word.toString());
      i = end;
    }
    return new Directive(words);
  }

  /** The index of the quote that closes the one at {@code open}, or the end. */
  static int closing(String text, int open) {
    char quote = text.charAt(open);
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i;
      }
    }
    return text.length();
  }

  /** Takes the backslash from before quotes and backslashes; others stay for the format. */
  static String unescape(String quoted) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      boolean escape =
          c == '\\' && i + 1 < quoted.length() && "\"'\\".indexOf(quoted.charAt(i + 1)) >= 0;
      text.append(escape ? quoted.charAt(++i) : c);
    }
    return text.toString();
  }

  String name() {
    return words.isEmpty() ? "" : words.get(0);
  }

  /** {@return the argument of that number, from 0; empty if there are fewer} */
  String argument(int index) {
    return index + 1 < words.size() ? words.get(index + 1) : "";
  }

  List<String> arguments() {
    return words.isEmpty() ? words : words.subList(1, words.size());
  }
}
