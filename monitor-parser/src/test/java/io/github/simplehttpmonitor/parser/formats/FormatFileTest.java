package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatFileTest {

  private static final FormatFile HTTPD =
      FormatFile.parse(
          """
          # LogFormat "%h old" commented
          ServerRoot "/etc/httpd
          TransferLog logs/clf_log
          CustomLog logs/early_log timed
          <IfModule log_config_module>
              LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
              LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\
                  \\"%{User-Agent}i\\"" combined
              LogFormat "%v %h %t \\"%r\\" %>s" timed
              LogFormat "%v %h %t \\"%r\\" %>s %D" timed
              logformat "%t %U %>s"
              TransferLog "logs/transfer log"
              ErrorLogFormat "[%t] %M"
          </IfModule>
          <VirtualHost *:80>
              CustomLog ${APACHE_LOG_DIR}/access.log combined env=!dontlog
              CustomLog "|/usr/bin/rotatelogs /var/log/%Y.log 86400" common
              CustomLog /srv/a/access.log "%h \\"%r\\" %>s"
              CustomLog /srv/b/access.log combinedio
              GlobalLog /var/log/all.log timed
          </VirtualHost>
          """);

  private static final FormatFile NGINX =
      FormatFile.parse(
          """
          http {
              # log_format old '$status';
              log_format main '$remote_addr - $remote_user [$time_local] "$request" ' # a piece
                              '$status $body_bytes_sent; {"}';
              log_format json escape=json '{"time":"$time_iso8601","status":$status}';
              access_log /var/log/nginx/access.log main buffer=32k;
              error_log /var/log/nginx/error.log;
              server { access_log logs/plain.log; location /x { access_log off; } }
              server { access_log /srv/j.log json if=$loggable; access_log /srv/z.log gzip=5; }
              server { access_log syslog:server=192.0.2.1 nowhere; }
          }
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logs/clf_log | common",
        "/etc/httpd/logs/early_log | timed",
        "logs/transfer log | apache",
        "/var/log/apache2/access.log | combined",
        "/srv/a/access.log | apache",
        "/srv/b/access.log | combinedio",
        "all.log | timed",
      })
  void forLog_ofApache(String log, String name) {
    FormatFile.Entry entry = HTTPD.forLog(log).orElseThrow();
    if (name.equals("common") && log.contains("clf")) {
      assertThat(entry.definition()).isEqualTo("%h %l %u %t \"%r\" %>s %b");
    } else {
      assertThat(entry.name()).isEqualTo(name);
    }
    assertThat(entry.server()).isEqualTo(FormatFile.Server.APACHE);
    assertThat(entry.format().fields()).isNotEmpty();
  }

  @Test
  void entries_ofApache() {
    assertThat(HTTPD.entries())
        .extracting(entry -> entry.line() + " " + entry.name())
        .containsExactly("6 common", "7 combined", "10 timed", "11 apache");
    FormatFile.Entry combined = HTTPD.named("combined").orElseThrow();
    assertThat(Reading.of(combined.format(), "192.0.2.1 - - [x").outcome()).startsWith("TIME");
    assertThat(combined.format().fields()).contains(Field.USER_AGENT);
    assertThat(combined.format().name()).isEqualTo("combined");
    assertThat(HTTPD.named("timed").orElseThrow().definition()).endsWith("%D");
    assertThat(HTTPD.named("nothing")).isEmpty();
    assertThat(HTTPD.forLog("/elsewhere/error.log")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/var/log/nginx/access.log, main",
    "/usr/share/nginx/logs/plain.log, combined",
    "j.log, json",
    "/srv/z.log, combined",
  })
  void forLog_ofNginx(String log, String name) {
    FormatFile.Entry entry = NGINX.forLog(log).orElseThrow();
    assertThat(entry.name()).isEqualTo(name);
    assertThat(entry.format().name()).isEqualTo(name);
  }

  @Test
  void entries_ofNginx() {
    assertThat(NGINX.entries())
        .extracting(entry -> entry.line() + " " + entry.name() + " " + entry.escape())
        .containsExactly("3 main default", "5 json json");
    assertThat(NGINX.named("main").orElseThrow().definition())
        .isEqualTo(
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent; {\"}");
    assertThat(NGINX.uses()).hasSize(4);
    Reading reading =
        Reading.of(
            NGINX.named("json").orElseThrow().format(),
            "{\"time\":\"2000-10-10T00:00:00Z\",\"status\":200}");
    assertThat(reading.record().status()).isEqualTo(200);
  }

  @Test
  void quotesThatBelongToTheFormat_stay() {
    FormatFile file = FormatFile.parse("LogFormat \"\\\"%r\\\"\" quoted");
    assertThat(Reading.of(file.named("quoted").orElseThrow().format(), "\"GET /a\"").outcome())
        .isEqualTo("PARSED");
  }

  @Test
  void mistakeInADefinition_showsWhenItIsUsed() {
    FormatFile file = FormatFile.parse("log_format a '$';\nlog_format b '$status';");
    assertThat(file.named("b").orElseThrow().format().fields()).containsExactly(Field.STATUS);
    FormatException e =
        catchThrowableOfType(FormatException.class, () -> file.named("a").orElseThrow().format());
    assertThat(e.column()).isZero();
    FormatFile escape = FormatFile.parse("log_format a escape=xml '$status';");
    assertThat(
            catchThrowableOfType(
                FormatException.class, () -> escape.named("a").orElseThrow().format()))
        .hasMessageStartingWith("escape is one of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "LogFormat",
        "CustomLog x",
        "log_format;",
        "log_format x;",
        "access_log;",
        "'",
        "\"",
        "#",
        "log_format x 'never closed",
        "LogFormat \"never closed",
        "{};",
        "\\\\",
        "\\",
        "a\\\nb",
      })
  void otherText_hasNone(String text) {
    FormatFile file = FormatFile.parse(text);
    assertThat(file.uses()).isEmpty();
    assertThat(file.entries()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aLogInItsPlace_isReadInOneGo() {
    String line = "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /\" 200 1\n";
    String log = line.repeat(100_000);
    // Looking back at every character would take minutes.
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(30),
        () -> assertThat(FormatFile.parse(log).entries()).isEmpty());
  }

  @Test
  void read_readsAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, "log_format a '$status';\r\naccess_log b a;\r\n");
    assertThat(FormatFile.read(file).forLog("b").orElseThrow().name()).isEqualTo("a");
    assertThatIOException().isThrownBy(() -> FormatFile.read(folder.resolve("none")));
  }
}
