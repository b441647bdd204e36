package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A format, how its lines are made from combined ones, and which of its fields are wanted. */
public enum LineCase {
  /** Combined, every field located. */
  COMBINED("combined"),
  /** Combined, but only what the statistics and the default rule need. */
  COMBINED_TIME_AND_PATH("combined", Field.PATH),
  /** The common log format. */
  COMMON("common"),
  /** Combined with virtual host and port in front. */
  VHOST_COMBINED("vhost-combined"),
  /** A pasted LogFormat of Apache, with the duration in microseconds at the end. */
  APACHE_WITH_DURATION("apache:%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %D"),
  /** A pasted log_format of nginx, with the duration in seconds at the end. */
  NGINX_WITH_DURATION(
      "nginx:$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\" rt=$request_time"),
  /** nginx with much at its end: lists of upstreams, several durations, names before values. */
  NGINX_UPSTREAMS(
      "nginx:$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\" \"$http_x_forwarded_for\" $upstream_addr"
          + " $upstream_status $request_time $upstream_response_time cs=$upstream_cache_status"),
  /** A time of ISO 8601 in front, which comes before the other one. */
  NGINX_ISO_TIME(
      "nginx:$time_iso8601 $remote_addr - $remote_user [$time_local] \"$request\" $status"
          + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\""),
  /** A time of two parts, a pattern and a fraction. */
  APACHE_TIME_IN_PARTS(
      "apache:%{%Y-%m-%d %T}t.%{msec_frac}t %h %l %u %t \"%r\" %>s %b \"%{Referer}i\""
          + " \"%{User-Agent}i\""),
  /** JSON as a template of nginx's. */
  NGINX_JSON_TEMPLATE(
      "nginx:escape=json {\"client\":\"$remote_addr\",\"time\":\"$time_local\","
          + "\"request\":\"$request\",\"status\":$status,\"bytes\":\"$body_bytes_sent\","
          + "\"referer\":\"$http_referer\",\"agent\":\"$http_user_agent\"}"),
  /** Caddy's JSON, nested, with headers: only what the statistics and the default rule need. */
  CADDY_TIME_AND_PATH("caddy", Field.PATH),
  /** nginx's JSON, flat, every field located. */
  NGINX_JSON("nginx-json"),
  /** The slow way: any format as a regular expression. */
  REGEX(
      "regex:^(?P<client>\\S+) \\S+ (?P<user>\\S+) \\[(?P<time>[^\\]]+)\\] \"(?P<request>[^\"]*)\""
          + " (?P<status>\\d+) (?P<bytes>\\S+) \"(?P<referer>[^\"]*)\" \"(?P<userAgent>[^\"]*)\"");

  private static final Pattern COMBINED_PARTS =
      Pattern.compile("(\\S+) .*? \\[([^]]*)] \"(.*?)\" (\\S+) (\\S+) \"(.*?)\" \"(.*)\"");

  private final String spec;
  private final Field[] wanted;

  LineCase(String spec, Field... wanted) {
    this.spec = spec;
    this.wanted = wanted;
  }

  LogFormat format() {
    return FormatRegistry.builtIn().create(spec);
  }

  Fields fields(LogFormat format) {
    return wanted.length == 0 ? Fields.of(format.fields()) : Fields.of(wanted);
  }

  /** {@return whether the lines are made from the fields of combined ones, not around them} */
  boolean isJson() {
    return this == CADDY_TIME_AND_PATH || this == NGINX_JSON;
  }

  /** {@return what stands before the number-th combined line} */
  String prefix(int number) {
    return switch (this) {
      case VHOST_COMBINED -> "www.example.com:443 ";
      case NGINX_ISO_TIME -> "2026-01-01T12:00:00+00:00 ";
      case APACHE_TIME_IN_PARTS -> "2026-01-01 12:00:00." + (100 + number % 900) + " ";
      default -> "";
    };
  }

  /** {@return what stands after the number-th combined line} */
  String suffix(int number) {
    return switch (this) {
      case APACHE_WITH_DURATION -> " " + (137 + number * 7919L % 2_000_000);
      case NGINX_WITH_DURATION -> " rt=0." + (100 + number * 7919L % 900);
      case NGINX_UPSTREAMS ->
          " \"198.51.100.7, 203.0.113.9\" 192.0.2.8:80, 192.0.2.9:80 502, 200 0."
              + (100 + number * 7919L % 900)
              + " 0.001, 0.040 cs=MISS";
      default -> "";
    };
  }

  /** {@return a combined line as one of this case} */
  String line(String combined, int number) {
    if (this != NGINX_JSON_TEMPLATE) {
      return prefix(number) + combined + suffix(number);
    }
    Matcher parts = COMBINED_PARTS.matcher(combined);
    if (!parts.matches()) {
      throw new IllegalStateException("not a combined line: " + combined);
    }
    String[] names = {"client", "time", "request", "status", "bytes", "referer", "agent"};
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      String quote = names[i].equals("status") ? "" : "\"";
      json.append(i == 0 ? "{" : ",").append('"').append(names[i]).append("\":");
      json.append(quote).append(parts.group(i + 1)).append(quote);
    }
    return json.append('}').toString();
  }
}
