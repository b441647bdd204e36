package io.github.simplehttpmonitor.webhook;

import io.github.simplehttpmonitor.core.appender.JsonObject;
import java.util.List;

/**
 * The payload of Slack's incoming webhooks, which Mattermost, Rocket.Chat and others take as well.
 *
 * @see <a href="https://docs.slack.dev/messaging/formatting-message-text">Formatting text</a>
 */
final class Slack {

  /** How much of a line is sent, in characters. */
  private static final int MAX_LINE = 500;

  private Slack() {}

  static String payload(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(text.isEmpty() ? "" : "\n").append(escape(cut(line)));
    }
    JsonObject json = new JsonObject();
    json.put("text", text.toString());
    json.put("mrkdwn", false);
    return json.end();
  }

  private static String cut(String line) {
    if (line.length() <= MAX_LINE) {
      return line;
    }
    boolean split = Character.isHighSurrogate(line.charAt(MAX_LINE - 1));
    return line.substring(0, split ? MAX_LINE - 1 : MAX_LINE) + "…";
  }

  /**
   * Slack's own three characters, which begin links and mentions; and what Markdown of the others
   * would make of it: a joiner of no width after each character that could begin something.
   */
  private static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '@', '`', '*', '_', '~', '[', '!' -> safe.append(c).append('\u2060');
        default -> safe.append(c);
      }
    }
    // Nothing becomes a link: neither chat makes one of a scheme that is interrupted.
    return safe.toString().replace("://", ":\u2060//");
  }
}
