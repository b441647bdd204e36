package io.github.simplehttpmonitor.core.appender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.event.Event;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOptions;
import io.github.simplehttpmonitor.core.spi.EventSelection;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

class Slf4jAppenderTest {

  private final List<String> logged = new ArrayList<>();

  private final class Recording extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    @Override
    protected String getFullyQualifiedCallerName() {
      return "";
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
      assertThat(pattern).isEqualTo("{}");
      logged.add(level + " " + arguments[0]);
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }

  private List<String> logged(List<Event> events) {
    EventSelection all =
        EventSelection.of(
            AppenderOptions.of(
                new AppenderContext(
                    Map.of(), ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of()),
                List.of(EventSelection.option("all"))));
    new Slf4jAppender(new Recording(), all, new EventText(ZoneOffset.UTC)).append(events);
    return logged;
  }

  @Test
  void levels_areByHowBadItIs() {
    assertThat(logged(SampleEvents.every()))
        .anyMatch(line -> line.startsWith("INFO 130 requests received"))
        .anyMatch(line -> line.startsWith("ERROR High traffic generated an alert"))
        .anyMatch(line -> line.startsWith("INFO End of high traffic alert"))
        .anyMatch(line -> line.startsWith("DEBUG Incorrect log line format: no access log"))
        .anyMatch(line -> line.startsWith("WARN no request could be read"))
        .anyMatch(line -> line.equals("INFO following access.log"));
  }

  @Test
  void hostileText_staysOnItsLine() {
    assertThat(logged(SampleEvents.hostile()))
        .isNotEmpty()
        .allMatch(line -> line.equals(SafeText.escape(line)));
  }
}
