package io.github.simplehttpmonitor.mail;

import io.github.simplehttpmonitor.core.appender.EventText;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import io.github.simplehttpmonitor.core.spi.Tls;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes appenders that send mail. */
public final class MailAppenderProvider implements AppenderProvider {

  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String TLS = "tls";
  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final String CA = "ca";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String SUBJECT = "subject";
  private static final String TIMEOUT = "timeout";

  private static final List<AppenderOption> OPTIONS =
      List.of(
          new AppenderOption(HOST, "", "the SMTP server"),
          new AppenderOption(PORT, "", "its port (587; 465 with tls=implicit, 25 with tls=none)"),
          new AppenderOption(TLS, "starttls", "starttls (or nothing is sent), implicit, or none"),
          new AppenderOption(USER, "", "whom to log in as; nobody if it is not given"),
          new AppenderOption(PASSWORD, "", "with which password, best as ${VARIABLE}"),
          new AppenderOption(CA, "", "a file of certificates (PEM) to trust, and no others"),
          new AppenderOption(FROM, "", "the sender's address"),
          new AppenderOption(TO, "", "the recipients' addresses, separated by blanks or ;"),
          new AppenderOption(SUBJECT, "[simple-http-monitor]", "what subjects begin with"),
          new AppenderOption(
              TIMEOUT, "10s", "how long each step of the conversation may take, up to 5m"),
          EventSelection.option("alert"));

  /** For {@link java.util.ServiceLoader}. */
  public MailAppenderProvider() {}

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String description() {
    return "sends mail over SMTP, in plain text and HTML";
  }

  @Override
  public boolean isForPeople(AppenderContext context) {
    return true;
  }

  @Override
  public List<AppenderOption> options() {
    return OPTIONS;
  }

  @Override
  public Appender create(AppenderContext context) {
    AppenderOptions options = AppenderOptions.of(context, OPTIONS);
    MailServer.Security security =
        MailServer.Security.valueOf(
            options.oneOf(TLS, List.of("starttls", "implicit", "none")).toUpperCase(Locale.ROOT));
    int port = options.find(PORT).isPresent() ? options.number(PORT, 1, 65_535) : security.port();
    if (options.find(USER).isPresent() != options.find(PASSWORD).isPresent()) {
      throw new IllegalArgumentException("user and password are given together or not at all");
    }
    MailServer server =
        new MailServer(
            options.required(HOST),
            port,
            security,
            options.text(USER),
            options.text(PASSWORD),
            options.find(CA).map(Tls::trusting).orElse(null),
            options.duration(TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(5)));
    List<InternetAddress> recipients = new ArrayList<>();
    for (String address : options.list(TO)) {
      recipients.add(address(TO, address));
    }
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("the option to=... has to be given");
    }
    return new MailAppender(
        server,
        new MailComposer(
            address(FROM, options.required(FROM)),
            options.text(SUBJECT),
            new EventText(context.zone())),
        recipients,
        EventSelection.of(options));
  }

  private static InternetAddress address(String option, String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      boolean plain = text.chars().noneMatch(c -> c < 0x21 || c == 0x7F);
      if (plain && text.indexOf('@') > 0) {
        return address;
      }
    } catch (AddressException e) {
      // Said below.
    }
    throw new IllegalArgumentException("option '" + option + "': '" + text + "' is no address");
  }
}
