package io.github.simplehttpmonitor.mail;

import io.github.simplehttpmonitor.core.appender.SafeText;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.core.spi.SequentialAppender;
import io.github.simplehttpmonitor.core.spi.Tls;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one mail for each event, over a connection of its own. A recipient who is refused does not
 * keep the others from getting it; those who are refused for now are tried again, without the
 * others.
 */
final class MailAppender extends SequentialAppender {

  /** How much of a server's answer is shown, in characters. */
  private static final int MAX_ANSWER = 200;

  /** From here on an SMTP answer is for good (RFC 5321, 4.2.1). */
  private static final int PERMANENT = 500;

  private final MailServer server;
  private final MailComposer composer;
  private final List<InternetAddress> recipients;
  private final EventSelection selection;
  private @Nullable Event begun;
  private List<InternetAddress> left = List.of();

  MailAppender(
      MailServer server,
      MailComposer composer,
      List<InternetAddress> recipients,
      EventSelection selection) {
    this.server = server;
    this.composer = composer;
    this.recipients = List.copyOf(recipients);
    this.selection = selection;
  }

  @Override
  protected boolean isSent(Event event) {
    return selection.accepts(event);
  }

  @Override
  protected void send(Event event) throws AppenderException {
    if (!event.equals(begun)) {
      begun = event;
      left = recipients;
    }
    Session session = server.session();
    try (Transport transport = session.getTransport(server.protocol())) {
      MimeMessage mail = composer.compose(session, event, left);
      if (server.user().isEmpty()) {
        transport.connect(server.host(), server.port(), null, null);
      } else {
        transport.connect(server.host(), server.port(), server.user(), server.password());
      }
      transport.sendMessage(mail, left.toArray(new InternetAddress[0]));
      begun = null;
    } catch (AuthenticationFailedException e) {
      throw new AppenderException(
          server.place() + " does not accept user and password: " + answer(e), e);
    } catch (SendFailedException e) {
      refused(e);
    } catch (MessagingException e) {
      // After the message was taken, it does not matter how the connection ended.
      if (begun != null) {
        throw failed(e);
      }
    }
  }

  /** Some recipients, or the whole message, were refused. */
  private void refused(SendFailedException e) throws AppenderException {
    List<InternetAddress> later = new ArrayList<>();
    List<String> never = new ArrayList<>();
    int refusals = 0;
    for (Exception next = e; next != null; next = next(next)) {
      if (next instanceof SMTPAddressFailedException address) {
        refusals++;
        if (address.getReturnCode() < PERMANENT) {
          later.add(address.getAddress());
        } else {
          never.add(address.getAddress().getAddress());
        }
      }
    }
    if (refusals == 0) {
      boolean permanent =
          e instanceof SMTPSendFailedException refusal && refusal.getReturnCode() >= PERMANENT;
      String message = server.place() + " does not take the mail: " + answer(e);
      throw permanent
          ? new AppenderException(message, e)
          : new RetryableAppenderException(message, e);
    }
    boolean sent = e.getValidSentAddresses() != null && e.getValidSentAddresses().length > 0;
    if (!later.isEmpty()) {
      left = sent ? List.copyOf(later) : left;
      throw new RetryableAppenderException(
          server.place() + " does not take mail for some recipients now: " + answer(e), e);
    }
    boolean anybody = sent || left.size() < recipients.size();
    throw new AppenderException(
        server.place() + " does not take mail for " + String.join(", ", never), e, anybody ? 0 : 1);
  }

  private static @Nullable Exception next(Exception e) {
    return e instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private RetryableAppenderException failed(MessagingException failure) {
    String problem = null;
    for (Exception next = failure; next != null && problem == null; next = next(next)) {
      problem = Tls.problem(next);
      for (Throwable e = next; e != null && problem == null; e = e.getCause()) {
        problem = words(e);
      }
    }
    return new RetryableAppenderException(
        server.place() + ": " + (problem == null ? answer(failure) : problem), failure);
  }

  private @Nullable String words(Throwable e) {
    if (e instanceof UnknownHostException) {
      return "there is no such host";
    }
    if (e instanceof SocketTimeoutException) {
      return "it did not answer within " + Durations.format(server.timeout());
    }
    return e instanceof ConnectException ? "nobody answers there" : null;
  }

  private static String answer(Exception e) {
    String text = e.getMessage();
    return text == null
        ? "the connection broke"
        : SafeText.escape(text.strip().lines().findFirst().orElse(""), MAX_ANSWER);
  }
}
