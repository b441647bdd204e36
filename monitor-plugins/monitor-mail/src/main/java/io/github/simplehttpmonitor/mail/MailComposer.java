package io.github.simplehttpmonitor.mail;

import io.github.simplehttpmonitor.core.appender.EventText;
import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.event.Event;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Writes the mail about an event. Nothing that stands in a log can end a header or begin a tag: the
 * words are escaped to one line each before they get here, the subject is encoded, and the HTML has
 * no markup but its own.
 */
final class MailComposer {

  /** How much of a line is sent, in characters. */
  private static final int MAX_LINE = 500;

  private final InternetAddress from;
  private final String subjectPrefix;
  private final EventText text;

  MailComposer(InternetAddress from, String subjectPrefix, EventText text) {
    this.from = from;
    this.subjectPrefix = SafeText.escape(subjectPrefix);
    this.text = text;
  }

  MimeMessage compose(Session session, Event event, List<InternetAddress> recipients)
      throws MessagingException {
    List<String> lines =
        text.lines(event).stream().map(line -> SafeText.escape(line, MAX_LINE)).toList();
    MimeMessage mail = new WithId(session, event.id() + "@" + domain());
    mail.setFrom(from);
    mail.setRecipients(Message.RecipientType.TO, recipients.toArray(new InternetAddress[0]));
    mail.setSubject((subjectPrefix + " " + text.headline(event)).strip(), "UTF-8");
    Instant observed = event.observedAt();
    mail.setSentDate(Date.from(observed == null ? event.at() : observed));
    // So that nobody's holiday answers it (RFC 3834).
    mail.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(String.join("\n", lines) + "\n", "UTF-8", "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(html(lines), "UTF-8", "html");
    mail.setContent(new MimeMultipart("alternative", plain, html));
    mail.saveChanges();
    return mail;
  }

  private String domain() {
    String address = from.getAddress();
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static String html(List<String> lines) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html><body>\n");
    for (int i = 0; i < lines.size(); i++) {
      String line = escape(lines.get(i));
      html.append(i == 0 ? "<p><b>" + line + "</b></p>\n" : "<p>" + line + "</p>\n");
    }
    return html.append("</body></html>\n").toString();
  }

  private static String escape(String line) {
    StringBuilder safe = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** A mail that keeps its id when it is sent again, so that a receiver can tell. */
  private static final class WithId extends MimeMessage {
    private final String id;

    WithId(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }
}
