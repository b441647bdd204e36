package com.example.webhook;

import io.github.simplehttpmonitor.core.appender.JsonAppender;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.Appender;
import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Posts the alerts of a batch as JSON, one object a line. What may pass is tried again by the
 * monitor; the receiver knows an alert that comes twice by its {@code id}.
 */
final class WebhookAppender implements Appender {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI url;

  WebhookAppender(URI url) {
    this.url = url;
  }

  @Override
  public void append(List<Event> events) throws AppenderException {
    String body =
        events.stream()
            .filter(AlertEvent.class::isInstance)
            .map(event -> JsonAppender.toJson(event) + "\n")
            .collect(Collectors.joining());
    if (!body.isEmpty()) {
      post(body);
    }
  }

  private void post(String body) throws AppenderException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<Void> response;
    try {
      response = client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new RetryableAppenderException("the webhook cannot be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AppenderException("interrupted while posting", e);
    }
    int status = response.statusCode();
    if (status >= 500 || status == 429) {
      throw new RetryableAppenderException("the webhook answers " + status);
    }
    if (status >= 300) {
      throw new AppenderException("the webhook answers " + status);
    }
  }
}
