package io.github.simplehttpmonitor.core.appender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET /a?q=1&b=&c HTTP/1.1 | GET /a?q=***&b=***&***",
        "GET /a?SECRET HTTP/1.1 | GET /a?***",
        "\"http://bob:pw@h.example/x\" | \"http://***@h.example/x\"",
        "ftp://u:p@ss@h/ | ftp://***@h/",
        "r=http%3A%2F%2Fbob:pw%40h | r=http%3A%2F%2F***%40h",
        "Authorization: Basic Ym9iOnB3 | Authorization: ***",
        "\"Authorization\":\"Bearer abc.def\" | \"Authorization\":\"***\"",
        "Cookie: a=b; c=d | Cookie: ***",
        "bearer abcdefgh12345 x | bearer *** x",
        "/x;jsessionid=ABC123/y | /x;jsessionid=***",
        "password=hunter2 user=bob | password=*** user=bob",
        "{\"api_key\":\"k\",\"a\":1} | {\"api_key\":\"***\",\"a\":1}",
        "/reset/0123456789abcdef0123456789ABCDEF/x | /reset/***/x",
        "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2ln rest | *** rest",
        "AKIAABCDEFGHIJKLMNOP | ***",
      })
  void secrets_areTakenOut(String text, String safe) {
    assertThat(Redaction.redact(text)).startsWith(safe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1 - - [01/Mar/2026:10:00:00 +0000] \"GET /api/v1 HTTP/1.1\" 200 12 \"-\" \"agent\"",
        "High traffic generated an alert - hits = 1209, triggered at 2026-03-01T10:01:33+00:00",
        "/images/a.png",
        "",
        "what? no",
        "mail bob@example.com",
        "id 474f6e2a0f23fb1f"
      })
  void harmless_staysAsItIs(String text) {
    assertThat(Redaction.redact(text)).isEqualTo(text);
  }

  @Property(tries = 200)
  void valueOfAQuery_neverRemains(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 8, max = 40) String value) {
    String secret = "zq" + value + "qz";
    for (String text :
        new String[] {
          "GET /p?a=" + secret + "&b=2 HTTP/1.1",
          "https://u:" + secret + "@host.example/",
          "Authorization: Bearer " + secret,
          "token=" + secret,
        }) {
      String safe = Redaction.redact(text);
      assertThat(safe).doesNotContain(secret);
      assertThat(Redaction.redact(safe)).as("once more").isEqualTo(safe);
    }
  }

  @Test
  void length_isBounded() {
    String safe = Redaction.redact("?a=".repeat(1 << 20));
    assertThat(safe.length()).isLessThanOrEqualTo(Redaction.MAX_LENGTH * 2);
    assertThat(Redaction.redact("x".repeat(8_191) + "\uD83D\uDE00")).endsWith("x…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 192.0.2.77 - - | 192.0.2.0 - -",
        "2 | 192.0.2.77 | 192.0.0.0",
        "3 | 192.0.2.77 | 192.0.0.0",
        "3 | 198.51.100.9 | 198.0.0.0",
        "1 | 2001:db8:1:2:3:4:5:6 x | 2001:db8:1:: x",
        "2 | 2001:db8:1:2::6 | 2001:db8::",
        "3 | 2001:db8:1:2::6 | 2001::",
        "1 | [2001:db8::1]:443 | [2001:db8::]:443",
        "1 | fe80::1%eth0 | fe80::%eth0",
        "1 | ::ffff:192.0.2.77 | 192.0.2.0",
        "1 | 192.0.2.77:8080 | 192.0.2.0:8080",
        "1 | client:192.0.2.77, 198.51.100.9. | client:192.0.2.0, 198.51.100.0.",
        "1 | 01/Mar/2026:10:00:33 | 01/Mar/2026:10:00:33",
        "1 | aa:bb:cc:dd:ee:ff | aa:bb:cc:dd:ee:ff",
        "1 | version 1.2.3 and 300.1.2.3 | version 1.2.3 and 300.1.2.3",
        "1 | dead::beef... | dead::...",
        "1 | host.example | host.example",
      })
  void addresses_loseTheirEnds(int level, String text, String anonymous) {
    assertThat(new Anonymizer(level).anonymize(text)).isEqualTo(anonymous);
  }

  @Test
  void levels_areOneToThree() {
    assertThatThrownBy(() -> new Anonymizer(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Anonymizer(4)).hasMessageContaining("1 to 3");
  }
}
