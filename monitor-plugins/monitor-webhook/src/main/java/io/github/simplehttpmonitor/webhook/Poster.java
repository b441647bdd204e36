package io.github.simplehttpmonitor.webhook;

import io.github.simplehttpmonitor.core.spi.AppenderException;
import io.github.simplehttpmonitor.core.spi.Durations;
import io.github.simplehttpmonitor.core.spi.RetryableAppenderException;
import io.github.simplehttpmonitor.core.spi.Tls;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Posts bodies of JSON to a URL and says what went wrong by who could mend it. Messages name
 * scheme, host and port; the rest of a URL may be a secret. Redirects are not followed: the events
 * would go to somebody else than the user named.
 */
final class Poster {

  /** The header with the signature: {@code sha256=}, then HMAC-SHA256 of time, dot and body. */
  static final String SIGNATURE = "X-Monitor-Signature";

  /** The header with the time of the signature, in seconds since the epoch. */
  static final String TIMESTAMP = "X-Monitor-Timestamp";

  /** The longest time that a receiver can ask for. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

  /** Where and how to post; the secret is empty if nothing is signed. */
  record Settings(URI url, Duration timeout, String secret, Map<String, String> headers) {

    /** {@return no secrets} */
    @Override
    public String toString() {
      return "Settings[" + place() + "]";
    }

    String place() {
      int port = url.getPort();
      return url.getScheme() + "://" + url.getHost() + (port < 0 ? "" : ":" + port);
    }
  }

  private final Settings settings;
  private final HttpClient client;
  private final InstantSource clock;

  Poster(Settings settings, @Nullable SSLContext tls, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    if (tls != null) {
      builder.sslContext(tls);
    }
    HttpRequest.Builder probe = HttpRequest.newBuilder(settings.url());
    settings
        .headers()
        .forEach(
            (name, value) -> {
              if (!isHeader(probe, name, value)) {
                throw new IllegalArgumentException(
                    "option 'header." + name + "': this header cannot be set");
              }
            });
    this.client = builder.build();
  }

  private static boolean isHeader(HttpRequest.Builder probe, String name, String value) {
    try {
      probe.setHeader(name, value);
      return value.chars().noneMatch(c -> c < ' ' || c == 0x7F);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Posts a body. Twice with the same id is the same message. */
  void post(String body, String id) throws AppenderException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "simple-http-monitor")
            .header("Idempotency-Key", id)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    if (!settings.secret().isEmpty()) {
      String time = Long.toString(clock.instant().getEpochSecond());
      request.header(TIMESTAMP, time).header(SIGNATURE, "sha256=" + sign(time, bytes));
    }
    settings.headers().forEach(request::setHeader);
    check(send(request.build()));
  }

  private String sign(String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  /** The time is for the whole answer: the client's own ends with the headers. */
  private HttpResponse<Void> send(HttpRequest request) throws AppenderException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw slow(e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new RetryableAppenderException("interrupted while posting to " + settings.place(), e);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause());
    }
  }

  private RetryableAppenderException slow(Throwable e) {
    return new RetryableAppenderException(
        settings.place() + " did not answer within " + Durations.format(settings.timeout()), e);
  }

  private RetryableAppenderException unreachable(Throwable failure) {
    if (failure instanceof HttpTimeoutException) {
      return slow(failure);
    }
    String problem = Tls.problem(failure);
    for (Throwable e = failure; e != null && problem == null; e = e.getCause()) {
      if (e instanceof UnresolvedAddressException) {
        problem = "there is no such host";
      }
    }
    if (problem == null) {
      problem =
          failure instanceof ConnectException
              ? "nobody answers there"
              : "the connection broke (" + failure.getClass().getSimpleName() + ")";
    }
    return new RetryableAppenderException(settings.place() + ": " + problem, failure);
  }

  private void check(HttpResponse<Void> response) throws AppenderException {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return;
    }
    String message = settings.place() + " answers " + status;
    if (status >= 300 && status < 400) {
      throw new AppenderException(
          message + " and points elsewhere; redirects are not followed, give the final url");
    }
    boolean later = status == 408 || status == 425 || status == 429;
    if (later || (status >= 500 && status != 501 && status != 505)) {
      throw new RetryableAppenderException(message, null, retryAfter(response));
    }
    throw new AppenderException(message + hint(status));
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> ": is the token right?";
      case 404, 410 -> ": is the url right?";
      case 405 -> ": it takes no POST; is the url right?";
      case 413 -> ": the message is too long for it";
      default -> "";
    };
  }

  /** Seconds, or a date (RFC 9110, 10.2.3); what is neither asks for nothing. */
  private Duration retryAfter(HttpResponse<Void> response) {
    String text = response.headers().firstValue("Retry-After").orElse("").strip();
    Duration asked = Duration.ZERO;
    try {
      if (text.matches("[0-9]{1,9}")) {
        asked = Duration.ofSeconds(Long.parseLong(text));
      } else if (!text.isEmpty()) {
        Instant until =
            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                .toInstant();
        asked = Duration.between(clock.instant(), until);
      }
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
  }
}
