package io.github.simplehttpmonitor.parser;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A field of an access-log record: one of the well-known names below or a named extension.
 *
 * <p>Two fields are equal when their names are. Immutable; safe for any number of threads.
 */
public final class Field {

  /** How a field's value is read. */
  public enum Type {
    /** Bytes, text on demand. */
    TEXT,
    /** Microseconds since 1970-01-01T00:00:00Z. */
    TIME,
    /** A number without a unit, an HTTP status for instance. */
    INTEGER,
    /** A number of bytes. */
    SIZE,
    /** Microseconds. */
    DURATION
  }

  /** The client's address as the server saw it: IPv4, IPv6, host name, {@code unix:}. */
  public static final Field CLIENT = new Field("client", Type.TEXT);

  /** The RFC 1413 identity, nearly always absent. */
  public static final Field IDENT = new Field("ident", Type.TEXT);

  /** The authenticated user. */
  public static final Field USER = new Field("user", Type.TEXT);

  /** When the request was received or, for some servers, answered. */
  public static final Field TIME = new Field("time", Type.TIME);

  /** The request line as logged, decoded. */
  public static final Field REQUEST = new Field("request", Type.TEXT);

  /** The request method (RFC 9110 section 9). */
  public static final Field METHOD = new Field("method", Type.TEXT);

  /** The request target (RFC 9112 section 3.2), with query. */
  public static final Field TARGET = new Field("target", Type.TEXT);

  /** The path of the request target, without query and fragment. */
  public static final Field PATH = new Field("path", Type.TEXT);

  /** The query of the request target, without the question mark. */
  public static final Field QUERY = new Field("query", Type.TEXT);

  /** The protocol of the request line, {@code HTTP/1.1} for instance. */
  public static final Field PROTOCOL = new Field("protocol", Type.TEXT);

  /** The response status code (RFC 9110 section 15). */
  public static final Field STATUS = new Field("status", Type.INTEGER);

  /** Bytes of the response body or, where only that is logged, of the whole response. */
  public static final Field BYTES = new Field("bytes", Type.SIZE);

  /** The {@code Referer} request header. */
  public static final Field REFERER = new Field("referer", Type.TEXT);

  /** The {@code User-Agent} request header. */
  public static final Field USER_AGENT = new Field("userAgent", Type.TEXT);

  /** The virtual host or {@code Host} header. */
  public static final Field VIRTUAL_HOST = new Field("virtualHost", Type.TEXT);

  /** How long the server took. */
  public static final Field DURATION = new Field("duration", Type.DURATION);

  /** The server behind a proxy that answered. */
  public static final Field UPSTREAM = new Field("upstream", Type.TEXT);

  /** What a cache said of the request, {@code HIT} for instance. */
  public static final Field CACHE_STATUS = new Field("cacheStatus", Type.TEXT);

  /** The TLS version, {@code TLSv1.3} for instance. */
  public static final Field TLS_VERSION = new Field("tlsVersion", Type.TEXT);

  /** The {@code X-Forwarded-For} request header. */
  public static final Field FORWARDED_FOR = new Field("forwardedFor", Type.TEXT);

  /** Bytes of the request, with its headers. */
  public static final Field REQUEST_BYTES = new Field("requestBytes", Type.SIZE);

  private static final List<Field> WELL_KNOWN =
      List.of(
          CLIENT,
          IDENT,
          USER,
          TIME,
          REQUEST,
          METHOD,
          TARGET,
          PATH,
          QUERY,
          PROTOCOL,
          STATUS,
          BYTES,
          REFERER,
          USER_AGENT,
          VIRTUAL_HOST,
          DURATION,
          UPSTREAM,
          CACHE_STATUS,
          TLS_VERSION,
          FORWARDED_FOR,
          REQUEST_BYTES);

  private static final Map<String, Field> BY_LOWER_NAME =
      WELL_KNOWN.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  f -> f.name.toLowerCase(Locale.ROOT), Function.identity()));

  private final String name;
  private final Type type;

  private Field(String name, Type type) {
    this.name = name;
    this.type = type;
  }

  /** {@return the well-known fields, in the order in which they are usually shown} */
  public static List<Field> wellKnown() {
    return WELL_KNOWN;
  }

  /**
   * {@return the well-known field of that name (case and underscores do not matter), or a text
   * extension field}
   *
   * @param name not blank
   */
  public static Field of(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a field needs a name");
    }
    Field known = BY_LOWER_NAME.get(name.replace("_", "").toLowerCase(Locale.ROOT));
    return known != null ? known : new Field(name, Type.TEXT);
  }

  /** {@return the name, as used in filters and output} */
  public String name() {
    return name;
  }

  /** {@return how the value is read} */
  public Type type() {
    return type;
  }

  @Override
  public boolean equals(Object other) {
    return other == this || (other instanceof Field field && field.name.equals(name));
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
