package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.List;

/** Formats of the family of CLF that have names: definitions of Apache's and nginx's. */
final class NamedFormats {

  private static final String HTTPD = "httpd.apache.org/docs/2.4/mod/mod_log_config.html";
  private static final String NGINX = "nginx.org/en/docs/http/ngx_http_log_module.html";

  private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";
  private static final String AGENTS = " \"%{Referer}i\" \"%{User-Agent}i\"";
  private static final String COMBINED = COMMON + AGENTS;
  private static final String NGINX_COMBINED =
      "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\"";

  private static final String COMMON_LINE =
      "192.0.2.1 - alice [10/Oct/2000:13:55:36 -0700] \"GET /a?b=c HTTP/1.1\" 200 2326";
  private static final String AGENTS_LINE = " \"http://example.com/\" \"Mozilla/5.0\"";
  private static final String COMBINED_LINE = COMMON_LINE + AGENTS_LINE;

  /** All of them; of two that fit a sample equally well, detection prefers the earlier. */
  static final List<LogFormatProvider> ALL =
      List.of(
          apache(
              "combined",
              List.of("ncsa-combined", "extended"),
              "Apache's and nginx's combined: common with referer and user agent"
                  + " (httpd.apache.org/docs/2.4/logs.html#combined)",
              COMBINED,
              COMBINED_LINE),
          apache(
              "common",
              List.of("clf", "ncsa-common"),
              "the common log format, CLF (w3.org/Daemon/User/Config/Logging.html)",
              COMMON,
              COMMON_LINE),
          apache(
              "vhost-combined",
              List.of("vcombined", "vhost_combined"),
              "combined with virtual host and port in front, as Debian's Apache has it ("
                  + HTTPD
                  + ")",
              "%v:%p %h %l %u %t \"%r\" %>s %O" + AGENTS,
              "www.example.com:443 " + COMBINED_LINE),
          apache(
              "host-combined",
              List.of("vhost-combined-no-port"),
              "combined with the virtual host in front (" + HTTPD + ")",
              "%v " + COMBINED,
              "www.example.com " + COMBINED_LINE),
          apache(
              "vhost-common",
              List.of("vcommon", "vhost_common"),
              "common with the virtual host in front (" + HTTPD + "#examples)",
              "%v " + COMMON,
              "www.example.com " + COMMON_LINE),
          apache(
              "combinedio",
              List.of("combined-io"),
              "combined with the bytes received and sent, headers included"
                  + " (httpd.apache.org/docs/2.4/mod/mod_logio.html)",
              COMBINED + " %I %O",
              COMBINED_LINE + " 412 2789"),
          apache(
              "combined-us",
              List.of("combined-micros"),
              "combined with the duration in microseconds, %D, at its end (" + HTTPD + ")",
              COMBINED + " %D",
              COMBINED_LINE + " 41730"),
          nginx(
              "combined-s",
              List.of("combined-seconds", "nginx-timed"),
              "combined with the duration in seconds, $request_time, at its end (" + NGINX + ")",
              NGINX_COMBINED + " $request_time",
              COMBINED_LINE + " 0.042"),
          nginx(
              "combined-upstream",
              List.of("nginx-upstream"),
              "combined with $request_time and $upstream_response_time at its end (" + NGINX + ")",
              NGINX_COMBINED + " $request_time $upstream_response_time",
              COMBINED_LINE + " 0.042 0.040"),
          nginx(
              "nginx-main",
              List.of("combined-forwarded"),
              "combined with X-Forwarded-For at its end, 'main' of nginx's packages ("
                  + NGINX
                  + ")",
              NGINX_COMBINED + " \"$http_x_forwarded_for\"",
              COMBINED_LINE + " \"198.51.100.7, 203.0.113.9\""),
          nginx(
              "nginx-main-timed",
              List.of(),
              "nginx-main with $request_time at its end (" + NGINX + ")",
              NGINX_COMBINED + " \"$http_x_forwarded_for\" $request_time",
              COMBINED_LINE + " \"-\" 0.042"),
          nginx(
              "nginx-main-upstream",
              List.of(),
              "nginx-main with $request_time and $upstream_response_time (" + NGINX + ")",
              NGINX_COMBINED + " \"$http_x_forwarded_for\" $request_time $upstream_response_time",
              COMBINED_LINE + " \"-\" 0.042 0.040"),
          nginx(
              "nginx-amplify",
              List.of("nginx-main-ext"),
              "main_ext of NGINX Amplify and New Relic"
                  + " (docs.nginx.com/nginx-amplify/metrics-metadata/nginx-metrics)",
              NGINX_COMBINED
                  + " \"$http_x_forwarded_for\" \"$host\" sn=\"$server_name\" rt=$request_time"
                  + " ua=\"$upstream_addr\" us=\"$upstream_status\" ut=\"$upstream_response_time\""
                  + " ul=\"$upstream_response_length\" cs=$upstream_cache_status",
              COMBINED_LINE
                  + " \"-\" \"www.example.com\" sn=\"example.com\" rt=0.042 ua=\"192.0.2.8:80\""
                  + " us=\"200\" ut=\"0.040\" ul=\"2326\" cs=MISS"),
          nginx(
              "nginx-rt",
              List.of(),
              "combined with rt=, uct=, uht= and urt= at its end"
                  + " (nginx.com/blog/using-nginx-logging-for-application-performance-monitoring)",
              NGINX_COMBINED
                  + " rt=$request_time uct=\"$upstream_connect_time\""
                  + " uht=\"$upstream_header_time\" urt=\"$upstream_response_time\"",
              COMBINED_LINE + " rt=0.042 uct=\"0.001\" uht=\"0.039\" urt=\"0.040\""),
          apache(
              "forwarded-combined",
              List.of("xff-combined"),
              "combined with X-Forwarded-For, in quotes, in front (" + HTTPD + ")",
              "\"%{X-Forwarded-For}i\" " + COMBINED,
              "\"198.51.100.7, 203.0.113.9\" " + COMBINED_LINE),
          apache(
              "proxied-combined",
              List.of(),
              "combined with X-Forwarded-For, perhaps several addresses, in the client's place ("
                  + HTTPD
                  + ")",
              "%{X-Forwarded-For}i %l %u %t \"%r\" %>s %b" + AGENTS,
              "198.51.100.7, " + COMBINED_LINE),
          apache(
              "timed-combined",
              List.of(),
              "combined with the duration in microseconds, %D, before the referer (" + HTTPD + ")",
              COMMON + " %D" + AGENTS,
              COMMON_LINE + " 41730" + AGENTS_LINE),
          nginx(
              "bunkerweb",
              List.of(),
              "BunkerWeb's default (docs.bunkerweb.io, LOG_FORMAT)",
              "$host $remote_addr - $request_id $remote_user [$time_local] \"$request\" $status"
                  + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\"",
              "www.example.com "
                  + COMBINED_LINE.replace("- alice", "- 7bde940ef0f870cdee1f6d53fe0ff157 alice")),
          new Named(
              "referer",
              List.of(),
              "Apache's referer: where requests came from, no times (" + HTTPD + "#examples)",
              false,
              ApacheDefinition.NICKNAMES.getOrDefault("referer", ""),
              true,
              "http://example.com/ -> /a"),
          new Named(
              "agent",
              List.of(),
              "Apache's agent: user agents alone, no times (" + HTTPD + "#examples)",
              false,
              ApacheDefinition.NICKNAMES.getOrDefault("agent", ""),
              true,
              "Mozilla/5.0 (X11; Linux x86_64)"));

  private NamedFormats() {}

  private static LogFormatProvider apache(
      String name, List<String> aliases, String description, String definition, String example) {
    return new Named(name, aliases, description, true, definition, true, example);
  }

  private static LogFormatProvider nginx(
      String name, List<String> aliases, String description, String definition, String example) {
    return new Named(name, aliases, description, true, definition, false, example);
  }

  /** One of them. */
  private record Named(
      String name,
      List<String> aliases,
      String description,
      boolean isDetectable,
      String definition,
      boolean isApache,
      String exampleLine)
      implements LogFormatProvider {

    @Override
    public LogFormat create(FormatOptions options) {
      if (!options.definition().isEmpty()) {
        throw new FormatException("the format '" + name + "' takes no definition");
      }
      return new DefinitionFormat(
          name,
          definition,
          isApache ? ApacheDefinition.parse(definition) : NginxDefinition.parse(definition));
    }
  }
}
