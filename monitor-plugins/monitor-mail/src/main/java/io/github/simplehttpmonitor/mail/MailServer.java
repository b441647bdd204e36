package io.github.simplehttpmonitor.mail;

import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A mail server and how to talk to it. User and password are empty to send without logging in.
 *
 * @param tls whom to trust, null for the authorities that Java knows
 * @param timeout for connecting, each answer and each write
 */
record MailServer(
    String host,
    int port,
    Security security,
    String user,
    String password,
    @Nullable SSLContext tls,
    Duration timeout) {

  /** How the connection is kept secret. */
  enum Security {
    /** In clear first; nothing is sent before TLS has begun (RFC 3207). */
    STARTTLS(587),
    /** TLS from the first byte (RFC 8314). */
    IMPLICIT(465),
    /** Not at all. */
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    int port() {
      return port;
    }
  }

  String protocol() {
    return security == Security.IMPLICIT ? "smtps" : "smtp";
  }

  /** {@return a session with these settings; see the package org.eclipse.angus.mail.smtp} */
  Session session() {
    Properties properties = new Properties();
    String prefix = "mail." + protocol() + ".";
    String millis = Long.toString(timeout.toMillis());
    properties.setProperty(prefix + "connectiontimeout", millis);
    properties.setProperty(prefix + "timeout", millis);
    properties.setProperty(prefix + "writetimeout", millis);
    properties.setProperty(prefix + "sendpartial", "true");
    properties.setProperty(prefix + "quitwait", "false");
    properties.setProperty(prefix + "auth", Boolean.toString(!user.isEmpty()));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    if (security == Security.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    // Otherwise a connection that is refused is tried once more with other trust.
    properties.setProperty(prefix + "socketFactory.fallback", "false");
    SSLContext context = tls;
    if (context != null) {
      properties.put(prefix + "ssl.socketFactory", context.getSocketFactory());
    }
    return Session.getInstance(properties);
  }

  String place() {
    return host + ":" + port;
  }

  /** {@return no secrets} */
  @Override
  public String toString() {
    return "MailServer[" + place() + "]";
  }
}
