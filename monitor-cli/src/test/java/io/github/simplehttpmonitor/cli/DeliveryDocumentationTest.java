package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.notification.AppenderFactory;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderOption;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/delivery.md names each appender with each of its options and their defaults. */
class DeliveryDocumentationTest {

  @Test
  void everyOption_isDocumented() throws IOException {
    String page = Files.readString(Path.of("../docs/delivery.md"));
    List<AppenderProvider> providers = Plugins.in(null).appenders().providers();
    assertThat(providers)
        .extracting(AppenderProvider::name)
        .contains("file", "exec", "slf4j", "webhook", "mail", "prometheus");
    for (AppenderProvider provider : providers) {
      int start = page.indexOf("\n## `" + provider.name() + "`\n");
      assertThat(start).as(provider.name()).isPositive();
      int end = page.indexOf("\n## ", start + 1);
      String section = page.substring(start, end);
      for (AppenderOption option : provider.options()) {
        assertThat(section)
            .as(provider.name())
            .containsPattern("`" + option.name().replace(".*", "\\.NAME") + "`");
        if (!option.fallback().isEmpty()) {
          assertThat(section).contains("`" + option.name() + "` | `" + option.fallback() + "` |");
        }
      }
      AppenderContext context =
          new AppenderContext(Map.of(), ZoneOffset.UTC, OutputStream.nullOutputStream(), Map.of());
      for (AppenderOption option : AppenderFactory.commonOptions(provider, context)) {
        assertThat(page).contains("| `" + option.name() + "` |");
      }
    }
  }
}
