package io.github.simplehttpmonitor.webhook;

import io.github.simplehttpmonitor.core.appender.EventText;
import io.github.simplehttpmonitor.core.appender.JsonAppender;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import io.github.simplehttpmonitor.core.spi.Tls;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Makes appenders that post events to a URL. */
public final class WebhookAppenderProvider implements AppenderProvider {

  private static final String URL = "url";
  private static final String TEMPLATE = "template";
  private static final String TIMEOUT = "timeout";
  private static final String SECRET = "secret";
  private static final String CA = "ca";
  private static final String HEADER = "header.";
  private static final String LABEL = "label.";

  private static final String SLACK = "slack";
  private static final String ALERTMANAGER = "alertmanager";

  private static final List<AppenderOption> OPTIONS =
      List.of(
          new AppenderOption(URL, "", "where to post; for Alertmanager its base, without /api/v2"),
          new AppenderOption(
              TEMPLATE, "json", "json, slack (also Mattermost and the like), or alertmanager"),
          new AppenderOption(TIMEOUT, "10s", "how long an answer may take, from 100ms to 5m"),
          new AppenderOption(
              SECRET, "", "a key; each body is signed with it (HMAC-SHA256, X-Monitor-Signature)"),
          new AppenderOption(CA, "", "a file of certificates (PEM) to trust, and no others"),
          new AppenderOption(HEADER + "*", "", "a header of the request: header.Authorization=..."),
          new AppenderOption(
              LABEL + "*", "", "a label of all alerts, for Alertmanager: label.instance=web1"),
          EventSelection.option("alert"));

  /** For {@link java.util.ServiceLoader}. */
  public WebhookAppenderProvider() {}

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String description() {
    return "posts events to a URL: as JSON, to a chat like Slack, to Alertmanager";
  }

  @Override
  public boolean isForPeople(AppenderContext context) {
    return context.option(TEMPLATE).filter(SLACK::equalsIgnoreCase).isPresent();
  }

  @Override
  public List<AppenderOption> options() {
    return OPTIONS;
  }

  @Override
  public Appender create(AppenderContext context) {
    return create(context, InstantSource.system());
  }

  static Appender create(AppenderContext context, InstantSource clock) {
    AppenderOptions options = AppenderOptions.of(context, OPTIONS);
    String template = options.oneOf(TEMPLATE, List.of("json", SLACK, ALERTMANAGER));
    EventSelection selection = EventSelection.of(options);
    URI url = url(options);
    Poster poster =
        new Poster(
            new Poster.Settings(
                template.equals(ALERTMANAGER) ? AlertmanagerAppender.endpoint(url) : url,
                options.duration(TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(5)),
                options.text(SECRET),
                options.beginningWith(HEADER)),
            options.find(CA).map(file -> Tls.trusting(file)).orElse(null),
            clock);
    EventText text = new EventText(context.zone());
    return switch (template) {
      case ALERTMANAGER ->
          new AlertmanagerAppender(poster, text, options.beginningWith(LABEL), clock);
      case SLACK ->
          new WebhookAppender(poster, selection, event -> Slack.payload(text.lines(event)));
      default -> new WebhookAppender(poster, selection, JsonAppender::toJson);
    };
  }

  private static URI url(AppenderOptions options) {
    try {
      URI url = new URI(options.required(URL));
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      if (web && url.getHost() != null) {
        if (url.getRawUserInfo() != null) {
          throw new IllegalArgumentException(
              "the option url must not hold a user and a password; use header.Authorization");
        }
        if (url.getPort() > 65_535) {
          throw new IllegalArgumentException("the option url has a port above 65535");
        }
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below without the URL's text, which may be a secret.
    }
    throw new IllegalArgumentException(
        "the option url has to be like https://host/path, beginning with http:// or https://");
  }
}
