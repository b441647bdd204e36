import org.jspecify.annotations.NullMarked;

/** Posts events to a URL. */
@NullMarked
module io.github.simplehttpmonitor.webhook {
  requires static org.jspecify;
  requires static com.google.errorprone.annotations;
  requires io.github.simplehttpmonitor.core;
  requires java.net.http;

  provides io.github.simplehttpmonitor.core.spi.AppenderProvider with
      io.github.simplehttpmonitor.webhook.WebhookAppenderProvider;
}
