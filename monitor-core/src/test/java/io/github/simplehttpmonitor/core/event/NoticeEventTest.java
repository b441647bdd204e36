package io.github.simplehttpmonitor.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeEventTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /x/a.log | is another file now; the old one is /x/a.log.1 | /x/a.log: is another file now; the old one is /x/a.log.1
          /x/a.log | following /x/a.log from its end | following /x/a.log from its end
          /x/a.log | /x/a.log: gone | /x/a.log: gone
          /x/a.log | nothing of /x/a.log.1 and /x/a.log | nothing of /x/a.log.1 and /x/a.log
          /x/a.log | there is no /x/a.log. | there is no /x/a.log.
          '' | the whole | the whole
          """)
  void text_alwaysNamesItsLog(String source, String message, String text) {
    NoticeEvent notice =
        new NoticeEvent("code", NoticeEvent.Severity.INFO, source, message, Instant.EPOCH, null);
    assertThat(notice.text()).isEqualTo(text);
  }
}
