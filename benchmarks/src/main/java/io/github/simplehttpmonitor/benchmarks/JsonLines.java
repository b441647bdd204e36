package io.github.simplehttpmonitor.benchmarks;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Prints records as the JSON that servers write, with about as much around them. */
final class JsonLines {

  private JsonLines() {}

  static byte[] of(LineCase lineCase, AccessRecord record, int number) {
    String line = lineCase == LineCase.NGINX_JSON ? nginx(record, number) : caddy(record, number);
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String nginx(AccessRecord record, int number) {
    return "{\"time_iso8601\":\""
        + Instant.EPOCH
            .plus(record.timeMicros(), ChronoUnit.MICROS)
            .toString()
            .replace("Z", "+00:00")
        + "\",\"remote_addr\":"
        + text(record, Field.CLIENT)
        + ",\"remote_user\":"
        + text(record, Field.USER)
        + ",\"request\":"
        + text(record, Field.REQUEST)
        + ",\"status\":\""
        + record.status()
        + "\",\"body_bytes_sent\":\""
        + Math.max(0, record.bytes())
        + "\",\"request_time\":\"0."
        + (100 + number * 7919L % 900)
        + "\",\"http_referer\":"
        + text(record, Field.REFERER)
        + ",\"http_user_agent\":"
        + text(record, Field.USER_AGENT)
        + "}";
  }

  private static String caddy(AccessRecord record, int number) {
    return "{\"level\":\"info\",\"ts\":"
        + String.format(
            Locale.ROOT, "%d.%07d", record.timeMicros() / 1_000_000, number * 7919L % 10_000_000)
        + ",\"logger\":\"http.log.access.log0\",\"msg\":\"handled request\",\"request\":{"
        + "\"remote_ip\":"
        + text(record, Field.CLIENT)
        + ",\"remote_port\":\"46628\",\"client_ip\":"
        + text(record, Field.CLIENT)
        + ",\"proto\":\"HTTP/2.0\",\"method\":"
        + text(record, Field.METHOD)
        + ",\"host\":\"www.example.com\",\"uri\":"
        + text(record, Field.TARGET)
        + ",\"headers\":{\"Accept-Encoding\":[\"gzip, deflate, br, zstd\"],"
        + "\"Sec-Fetch-Site\":[\"none\"],\"Accept\":[\"text/html,application/xhtml+xml\"],"
        + "\"User-Agent\":["
        + text(record, Field.USER_AGENT)
        + "],\"Referer\":["
        + text(record, Field.REFERER)
        + "]},\"tls\":{\"resumed\":false,\"version\":772,\"cipher_suite\":4865,\"proto\":\"h2\","
        + "\"server_name\":\"www.example.com\"}},\"bytes_read\":0,\"user_id\":\"\",\"duration\":0.00"
        + (100_000 + number * 7919L % 900_000)
        + ",\"size\":"
        + Math.max(0, record.bytes())
        + ",\"status\":"
        + record.status()
        + ",\"resp_headers\":{\"Server\":[\"Caddy\"],\"Etag\":[\"\\\"s5bnz3edi\\\"\"],"
        + "\"Content-Type\":[\"text/html; charset=utf-8\"]}}";
  }

  private static String text(AccessRecord record, Field field) {
    String text = record.text(field);
    return text == null ? "\"\"" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
