package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real logs in JSON, which lie beside the project and are no part of it: which format is found, and
 * how many of their lines are parsed, ignored and malformed.
 */
class JsonLogsTest {

  private static final Path LOGS = Path.of("..", "..", "shared", "logs");

  @ParameterizedTest
  @CsvSource({
    // One record printed over 27 lines.
    "azure_json/otel-contrib__appservice_http-log.json, azure-app-service, 1, 26, 0",
    "caddy_json/hub__caddy-basic-auth-bf__caddy-logs.log, caddy, 6, 0, 0",
    // A blank line and a message of the reverse proxy.
    "caddy_json/hub__caddy-logs.log, caddy, 10, 2, 0",
    // The rest are messages about the server itself.
    "caddy_json/lnav__logfile_caddy_log.0, caddy, 4, 35, 0",
    "caddy_json/lnav__logfile_caddy_log.1, caddy, 4, 0, 0",
    "cloudflare_json/lnav__logfile_cloudflare.1, cloudflare, 15, 0, 0",
    "cloudflare_json/lnav__logfile_cloudflare.json, cloudflare, 1, 0, 0",
    "fastly_json/hub__fastly-logs.log, fastly-json, 4, 0, 0",
    // One line of a plug-in that is no JSON.
    "traefik_json/hub__traefik_json.log, traefik-json, 6, 0, 1",
    "upsun_json/hub__base-upsun-httplog-logs.log, upsun-json, 1, 0, 0",
    "envoy/hub__envoy-http-bad-user-agent.log, envoy-json, 2, 0, 0",
    // Four lines are in Envoy's text format.
    "envoy/hub__envoy.log, envoy-json, 6, 0, 4",
  })
  void log_isReadAsReviewed(String name, String format, int parsed, int ignored, int malformed)
      throws IOException {
    assumeTrue(Files.isDirectory(LOGS), "no sample logs in " + LOGS);
    byte[] log = Files.readAllBytes(LOGS.resolve(name));
    Candidate best = FormatRegistry.builtIn().detect(log, log.length).nearest().orElseThrow();
    assertThat(best.format().name()).isEqualTo(format);
    assertThat(counts(best.format(), log))
        .isEqualTo("parsed %d, ignored %d, malformed %d", parsed, ignored, malformed);
  }

  private static String counts(LogFormat format, byte[] log) {
    Fields fields = Fields.of(format.fields());
    LineParser parser = format.newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    int parsed = 0;
    int ignored = 0;
    int malformed = 0;
    for (int from = 0; from < log.length; ) {
      int newline = Bytes.indexOf(log, from, log.length, '\n');
      int end = newline < 0 ? log.length : newline;
      int code = parser.parse(log, from, end, record);
      if (code == LineResult.PARSED) {
        parsed++;
        assertThat(record.time()).isNotNull();
      } else if (code == LineResult.IGNORED) {
        ignored++;
      } else {
        malformed++;
      }
      from = end + 1;
    }
    return String.format("parsed %d, ignored %d, malformed %d", parsed, ignored, malformed);
  }
}
