package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;

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
  /** Caddy's JSON, nested, with headers: only what the statistics and the default rule need. */
  CADDY_TIME_AND_PATH("caddy", Field.PATH),
  /** nginx's JSON, flat, every field located. */
  NGINX_JSON("nginx-json"),
  /** The slow way: any format as a regular expression. */
  REGEX(
      "regex:^(?P<client>\\S+) \\S+ (?P<user>\\S+) \\[(?P<time>[^\\]]+)\\] \"(?P<request>[^\"]*)\""
          + " (?P<status>\\d+) (?P<bytes>\\S+) \"(?P<referer>[^\"]*)\" \"(?P<userAgent>[^\"]*)\"");

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

  /** {@return what stands before a combined line} */
  String prefix() {
    return this == VHOST_COMBINED ? "www.example.com:443 " : "";
  }

  /** {@return what stands after the number-th combined line} */
  String suffix(int number) {
    return switch (this) {
      case APACHE_WITH_DURATION -> " " + (137 + number * 7919L % 2_000_000);
      case NGINX_WITH_DURATION -> " rt=0." + (100 + number * 7919L % 900);
      default -> "";
    };
  }
}
