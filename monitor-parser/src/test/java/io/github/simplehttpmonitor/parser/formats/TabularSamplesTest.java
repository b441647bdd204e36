package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real logs, which lie beside the project and are no part of it, with counts that were reviewed.
 */
class TabularSamplesTest {

  private static final Path LOGS = Path.of("..", "..", "shared", "logs");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws-alb | aws_alb/hub__aws-alb-http-bad-user-agent.log | 4 0 {}",
        "aws-alb | aws_alb/hub__aws-alb-logs.log | 14 0 {}",
        "aws-alb | aws_alb/otel-contrib__alb_al_valid_logs.log | 2 0 {}",
        // A connection of a network load balancer.
        "aws-alb | aws_nlb/otel-contrib__nlb_al_valid_logs.log | 0 0 {NOT_HTTP=1}",
        "s3-access | s3_access/otel-contrib__unknown_request_uri.log | 1 0 {}",
        "s3-access | s3_access/request-log-analyzer__2012-10-05-16-18-11-F9AAC5D1A55AEBAD | 5 0 {}",
        "cloudfront | cloudfront/amazon-cloudfront-log-analysis__sample-cloudfront-access-logs | 66 2 {}",
        "cloudfront | cloudfront/hub__aws-cloudfront-logs.log | 2 0 {}",
        "w3c | cloudfront/amazon-cloudfront-log-analysis__sample-cloudfront-access-logs | 66 2 {}",
        "w3c | iis_w3c/lnav__logfile_w3c.0 | 1 4 {}",
        // FTP commands.
        "w3c | iis_w3c/lnav__logfile_w3c.2 | 0 8 {NOT_HTTP=14}",
        "w3c | iis_w3c/lnav__logfile_w3c.3 | 3 7 {}",
        "w3c | iis_w3c/lnav__logfile_w3c.5 | 1 1 {}",
        "w3c | iis_w3c/lnav__logfile_w3c.6 | 1 4 {}",
        "w3c | iis_w3c/lnav__logfile_w3c_big.0 | 210 44 {}",
        "w3c | w3c_extended/lnav__logfile_w3c.1 | 1 6 {}",
        "w3c | w3c_extended/lnav__logfile_w3c.4 | 2 4 {}",
        "w3c | iis_xml/hub__iis-logs.log | 0 0 {NO_FIELDS=1}",
        "zeek-http | zeek_http/lnav__logfile_bro_http.log.0 | 197 9 {}",
        // Three failed TLS handshakes.
        "haproxy | haproxy_http/hub__haproxy-logs.log | 2 3 {}",
        // A failed TLS handshake, and three messages of proxies that start.
        "haproxy | haproxy_http/lnav__logfile_haproxy.0 | 13 1 {TRUNCATED=3}",
        // Seven of the ten lines are JSON.
        "cri:envoy | envoy/hub__envoy.log | 4 0 {SEPARATOR=6}",
        "traefik | traefik_clf/hub__traefik_clf.log | 7 2 {}",
        "uwsgi | uwsgi/lnav__logfile_uwsgi.0 | 19 0 {}",
        "lighttpd | lighttpd/mtail__lighttpd_access.log | 19 0 {}",
        // Failed logins, which have a log of their own.
        "cpanel | cpanel/hub__cpanel-logs.log | 3 0 {TRUNCATED=5}",
        "uvicorn | litellm/hub__litellm-logs.log | 6 0 {}",
        // Errors and warnings of the application.
        "mealie | mealie_uvicorn/hub__mealie-logs.log | 4 0 {SEPARATOR=6}",
        "baserow | baserow/hub__baserow-logs.log | 3 1 {}",
        "zoraxy | zoraxy/hub__zoraxy.log | 13 0 {}",
        // A line of combined, and two of nginx's error log.
        "nginx-proxy-manager | nginx_custom/hub__nginx-proxy-manager-logs.log | 11 0 {SEPARATOR=3}",
        "nginx-proxy-manager | nginx_custom/hub__npmplus-logs.log | 8 0 {SEPARATOR=2}",
        // One line is marked as a part, and its end does not come.
        "cri:ingress-nginx | nginx_custom/hub__cri-logs.log | 2 1 {}",
        "cri | nginx_custom/hub__cri-logs.log | 2 1 {}",
        "docker:ingress-nginx | nginx_custom/hub__docker-logs.log | 3 0 {}",
        // A line of nginx's error log.
        "syslog:combined | nginx_custom/hub__pfsense-rfc5424-nginx.log | 0 1 {TRUNCATED=1}",
        // Messages of sudo, automount and syslogd.
        "syslog:common-untimed | tomcat_syslog/lnav__logfile_syslog_with_access_log.0 | 2 0 {TRUNCATED=3}",
      })
  void counts_areTheReviewedOnes(String format, String file, String expected) throws IOException {
    Path log = LOGS.resolve(file);
    assumeTrue(Files.isRegularFile(log), "no sample log " + log);
    assertThat(counts(format, Files.readAllBytes(log))).isEqualTo(expected);
  }

  /** Records, ignored lines and the reasons of the malformed ones. */
  private static String counts(String format, byte[] log) {
    LogReading reading = new LogReading(format);
    int parsed = 0;
    int ignored = 0;
    Map<String, Integer> reasons = new TreeMap<>();
    int from = 0;
    while (from < log.length) {
      int newline = Bytes.indexOf(log, from, log.length, '\n');
      int end = newline < 0 ? log.length : newline;
      int code = reading.read(Arrays.copyOfRange(log, from, end)).code();
      if (LineResult.isMalformed(code)) {
        reasons.merge(LineResult.reason(code).name(), 1, Integer::sum);
      } else if (code == LineResult.PARSED) {
        parsed++;
      } else {
        ignored++;
      }
      from = end + 1;
    }
    return parsed + " " + ignored + " " + reasons;
  }
}
