package io.github.simplehttpmonitor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.simplehttpmonitor.parser.AccessRecord;
import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LineParser;
import io.github.simplehttpmonitor.parser.LineResult;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser of definitions makes of real lines what logparser makes of them. */
class LogparserTest {

  private static final Path LOGS = Path.of("../../shared/logs");

  private static final Map<Field, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put(Field.CLIENT, "IP:connection.client.host");
    FIELDS.put(Field.IDENT, "NUMBER:connection.client.logname");
    FIELDS.put(Field.USER, "STRING:connection.client.user");
    FIELDS.put(Field.TIME, "TIME.EPOCH:request.receive.time.epoch");
    FIELDS.put(Field.REQUEST, "HTTP.FIRSTLINE:request.firstline");
    FIELDS.put(Field.METHOD, "HTTP.METHOD:request.firstline.method");
    FIELDS.put(Field.TARGET, "HTTP.URI:request.firstline.uri");
    FIELDS.put(Field.PROTOCOL, "HTTP.PROTOCOL_VERSION:request.firstline.protocol");
    FIELDS.put(Field.STATUS, "STRING:request.status.last");
    FIELDS.put(Field.BYTES, "BYTESCLF:response.body.bytes");
    FIELDS.put(Field.REFERER, "HTTP.URI:request.referer");
    FIELDS.put(Field.USER_AGENT, "HTTP.USERAGENT:request.user-agent");
  }

  @ParameterizedTest
  @CsvSource({
    "combined/examples__apache_logs, combined, 2000",
    "combined/logparser__hackers-access.log, combined, 3456",
    "combined/hub__http_dos_bypass_cache.log, combined, 356",
    "combined/hub__nginx-http-sqli-probing.log, combined, 100",
    "combined/hub__apache2-malformed__apache2-logs.log, combined, 100",
    "common/request-log-analyzer__apache_common.log, common, 100",
  })
  void realLines_haveTheSameFields(String file, String name, int most) throws Exception {
    compare(file, FormatRegistry.builtIn().create(name), name, most);
  }

  /** Definitions that servers with such logs had, and lines with every field. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "combined/lnav__logfile_shop_access_log.0 | nginx:$remote_addr - $remote_user [$time_local]"
            + " \"$request\" $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\""
            + " \"$http_x_forwarded_for\"",
        "common_variants/mtail__apache-common.log | apache:%h %l %u %t \"%r\" %>s %b %D"
            + " \"%{Referer}i\" \"%{User-agent}i\"",
        "lighttpd/mtail__lighttpd_access.log | apache:%h %V %u %t \"%r\" %>s %b %I %O %T"
            + " \"%{Referer}i\" \"%{User-Agent}i\"",
        "vhost_combined/hub__bunkerweb-logs.log | nginx:$host $remote_addr - $request_id"
            + " $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
            + " \"$http_referer\" \"$http_user_agent\"",
      })
  void realLines_ofADefinition_haveTheSameFields(String file, String spec) throws Exception {
    compare(
        file,
        FormatRegistry.builtIn().create(spec),
        spec.substring(spec.indexOf(':') + 1),
        Integer.MAX_VALUE);
  }

  private static void compare(String file, LogFormat format, String definition, int most)
      throws Exception {
    Path log = LOGS.resolve(file);
    assumeTrue(Files.exists(log), "no " + log);
    List<Field> compared = FIELDS.keySet().stream().filter(format.fields()::contains).toList();
    Logparser other = new Logparser(definition, compared.stream().map(FIELDS::get).toList());
    Fields fields = Fields.of(format.fields());
    LineParser parser = format.newParser(ParserContext.of(fields));
    AccessRecord record = new AccessRecord(fields);
    List<String> differences = new ArrayList<>();
    int lines = 0;
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      if (line.isBlank() || lines == most) {
        continue;
      }
      lines++;
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      boolean parsed = parser.parse(bytes, 0, bytes.length, record) == LineResult.PARSED;
      Logparser.Values values = other.parse(line);
      if (values == null || !parsed) {
        if (parsed != (values != null)) {
          differences.add(lines + " parsed " + parsed);
        }
        continue;
      }
      for (Field field : compared) {
        String theirs = values.get(FIELDS.get(field));
        if (!Objects.equals(ours(record, field), theirs)) {
          differences.add(lines + " " + field + ": " + ours(record, field) + " / " + theirs);
        }
      }
    }
    assertThat(lines).isPositive();
    assertThat(differences).isEmpty();
  }

  private static String ours(AccessRecord record, Field field) {
    if (field.equals(Field.TIME)) {
      return String.valueOf(record.timeMicros() / 1000);
    }
    return record.text(field);
  }

  /** Definitions of logparser's tests and manual; both accept them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apache:%%%h %a %A %l %u %t \"%r\" %>s %b %p \"%q\" \"%!200,304,302{Referer}i\" %D"
            + " \"%200{User-agent}i\" \"%{Cookie}i\" \"%{Set-Cookie}o\" \"%{If-None-Match}i\""
            + " \"%{Etag}o\"",
        "apache:%a %{Host}i %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\""
            + " %{Content-length}i %P %A",
        "apache:%h %t \"%r\" %>s %b \"%{Referer}i\"",
        "apache:%t %u [%D %h %{True-Client-IP}i %{UNIQUE_ID}e %r] %{Cookie}i %s \"%{User-Agent}i\""
            + " \"%{host}i\" %l %b %{Referer}i",
        "apache:%h %l %u %t \"%r\" %>s %O"
            + " \"%{%D %F %R %T %r %a %A %b %B %d %G %h %H %I %j %k %l %m %M %p %S %u %Y %z}t\""
            + " \"%{User-Agent}i\"",
        "apache:%{%Y-%m-%dT%H:%M:%S%z}t | %{timestamp}i",
        "apache:%{%d/%b/%Y %T.msec_frac %z}t",
        "apache:\"%%\" \"%a\" \"%{c}a\" \"%A\" \"%B\" \"%b\" \"%D\" \"%f\" \"%h\" \"%H\" \"%k\""
            + " \"%l\" \"%L\" \"%m\" \"%p\" \"%{canonical}p\" \"%{local}p\" \"%{remote}p\" \"%P\""
            + " \"%{pid}P\" \"%{tid}P\" \"%{hextid}P\" \"%q\" \"%r\" \"%R\" \"%s\" \"%>s\" \"%t\""
            + " \"%{msec}t\" \"%{begin:msec}t\" \"%{end:msec}t\" \"%{usec}t\" \"%{begin:usec}t\""
            + " \"%{end:usec}t\" \"%{msec_frac}t\" \"%{begin:msec_frac}t\" \"%{end:msec_frac}t\""
            + " \"%{usec_frac}t\" \"%{begin:usec_frac}t\" \"%{end:usec_frac}t\" \"%T\" \"%u\" \"%U\""
            + " \"%v\" \"%V\" \"%X\" \"%I\" \"%O\" \"%{cookie}i\" \"%{set-cookie}o\""
            + " \"%{user-agent}i\" \"%{referer}i\"",
        "apache:{\"@timestamp\":\"%{%Y-%m-%dT%H:%M:%S %z}t\",\"mod_proxy\":{\"x-forwarded-for\":"
            + "\"%{X-Forwarded-For}i\"},\"mod_log\":{\"server_name\":\"%V\",\"first_request\":\"%r\","
            + "\"status\":\"%>s\",\"bytes\":%B,\"duration_usec\":%D,\"@version\":1 }",
        "apache:common",
        "apache:combined",
        "apache:combinedio",
        "apache:referer",
        "apache:agent",
        "nginx:$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
            + " \"$http_referer\" \"$http_user_agent\" \"-\"",
        "nginx:$the_real_ip - [$the_real_ip] - $remote_user [$time_local] \"$request\" $status"
            + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\" $request_length $request_time"
            + " [$proxy_upstream_name] $upstream_addr $upstream_response_length"
            + " $upstream_response_time $upstream_status $req_id",
        "nginx:$foobar $remote_user_age $remote_addr - $remote_user [$time_local] \"$request\""
            + " $status $body_bytes_sent \"$http_referer\" \"$http_user_agent\"",
        "nginx:{ \"message\":\"$request_uri\",\"client\": \"$remote_addr\",\"auth\":"
            + " \"$remote_user\", \"bytes\": \"$body_bytes_sent\", \"time_in_sec\":"
            + " \"$request_time\", \"response\": \"$status\", \"verb\":\"$request_method\","
            + "\"referrer\": \"$http_referer\", \"site\":\"$http_host\",\"httpversion\":"
            + "\"$server_protocol\",\"logtype\":\"accesslog\",\"agent\": \"$http_user_agent\" }",
        "nginx:# \"$status\" # \"$time_iso8601\" # \"$time_local\" # \"$arg_name\" # \"$args\""
            + " # \"$query_string\" # \"$binary_remote_addr\" # \"$body_bytes_sent\""
            + " # \"$bytes_sent\" # \"$connection\" # \"$msec\" # \"$cookie_name\""
            + " # \"$sent_http_etag\" # \"$upstream_addr\" # \"$upstream_response_time\"",
      })
  void definitions_areAcceptedByBoth(String spec) throws Exception {
    assertThat(FormatRegistry.builtIn().create(spec).fields()).isNotEmpty();
    assertThat(Logparser.possible(spec.substring(spec.indexOf(':') + 1))).isNotEmpty();
  }
}
