import org.jspecify.annotations.NullMarked;

/** Sends alerts by mail. */
@NullMarked
module io.github.simplehttpmonitor.mail {
  requires static org.jspecify;
  requires static com.google.errorprone.annotations;
  requires io.github.simplehttpmonitor.core;
  requires jakarta.mail;
  requires org.eclipse.angus.mail;

  provides io.github.simplehttpmonitor.core.spi.AppenderProvider with
      io.github.simplehttpmonitor.mail.MailAppenderProvider;
}
