package com.example.webhook;

import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import java.net.URI;

/** Makes appenders that post alerts to a URL; named in {@code META-INF/services}. */
public final class WebhookAppenderProvider implements AppenderProvider {

  /** For {@link java.util.ServiceLoader}. */
  public WebhookAppenderProvider() {}

  @Override
  public String name() {
    return "example-webhook";
  }

  @Override
  public String description() {
    return "posts each alert as JSON; options: url";
  }

  @Override
  public Appender create(AppenderContext context) {
    URI url =
        URI.create(
            context
                .option("url")
                .orElseThrow(() -> new IllegalArgumentException("it needs a url=URL")));
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("a webhook's url begins with http:// or https://");
    }
    return new WebhookAppender(url);
  }
}
