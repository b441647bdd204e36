package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.simplehttpmonitor.parser.internal.TestProviders;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatRegistryTest {

  private static final FormatRegistry BUILT_IN = FormatRegistry.builtIn();

  /** Finds the service file of one folder of the test resources. */
  private static ClassLoader plugins(String folder) {
    URL url = FormatRegistryTest.class.getResource("/plugins/" + folder + "/");
    return new URLClassLoader(new URL[] {url}, FormatRegistryTest.class.getClassLoader());
  }

  @Test
  void builtIn_hasItsFormats() {
    assertThat(BUILT_IN.providers())
        .extracting(LogFormatProvider::name)
        .startsWith("combined", "common", "vhost-combined")
        .contains("nginx-main", "combinedio", "referer", "apache", "nginx", "regex")
        .contains("caddy", "traefik-json", "nginx-json", "json")
        .contains("w3c", "aws-alb", "haproxy", "docker")
        .doesNotHaveDuplicates();
    assertThat(BUILT_IN.providers())
        .allSatisfy(provider -> assertThat(provider.description()).isNotBlank());
    assertThat(BUILT_IN.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "combined, combined",
    "COMBINED, combined",
    "ncsa-combined, combined",
    "clf, common",
    "vhost_combined, vhost-combined",
    "nginx, nginx",
    "nginx:$uri, nginx",
    "apache:%U, apache",
  })
  void create_byNameOrAlias(String spec, String name) {
    assertThat(BUILT_IN.create(spec).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "combind | there is no format 'combind'; did you mean 'combined'? Known are combined, common",
        "Comon | there is no format 'Comon'; did you mean 'common'? Known are combined, common",
        "thttpd9x | there is no format 'thttpd9x'. Known are combined, common",
        "'' | there is no format ''. Known are combined, common",
        "apache | the format 'apache' needs a definition: apache:DEFINITION",
        "regex: | the format 'regex' needs a definition: regex:DEFINITION",
        "common:%h | the format 'common' takes no definition",
      })
  void create_unknownOrWrong_saysWhatToDo(String spec, String message) {
    FormatException e = catchThrowableOfType(FormatException.class, () -> BUILT_IN.create(spec));
    assertThat(e).hasMessageStartingWith(message);
    assertThat(e.column()).isEqualTo(-1);
    assertThat(e.source()).isEmpty();
  }

  @Test
  void create_plugInRefuses_isAFormatException() {
    FormatRegistry registry = FormatRegistry.load(plugins("good"));
    FormatException e =
        catchThrowableOfType(FormatException.class, () -> registry.create("paths:x", Map.of()));
    assertThat(e).hasMessage("the format 'paths' cannot be made: no definition, please");
    assertThat(e.source()).isEqualTo("x");
  }

  @Test
  void load_findsPlugIns() {
    ClassLoader loader = plugins("good");
    FormatRegistry registry = FormatRegistry.load(loader, loader);
    assertThat(registry.problems()).isEmpty();
    assertThat(registry.providers())
        .hasSize(BUILT_IN.providers().size() + 1)
        .last()
        .isInstanceOf(TestProviders.PathsOnly.class);
    assertThat(registry.create("only-paths").name()).isEqualTo("paths");
    assertThat(registry.create("combined").name())
        .as("an alias takes no name")
        .isEqualTo("combined");
  }

  @Test
  void load_brokenPlugIns_areReportedAndSkipped() {
    FormatRegistry registry = FormatRegistry.load(plugins("broken"));
    assertThat(registry.create("paths").name()).isEqualTo("paths");
    assertThat(registry.providers())
        .extracting(LogFormatProvider::name)
        .startsWith("combined")
        .endsWith("fails-to-create", "paths");
    assertThat(registry.problems())
        .satisfiesExactly(
            problem -> assertThat(problem).contains("FailsToStart"),
            problem -> assertThat(problem).contains("com.example.NotThere"),
            problem -> assertThat(problem).contains("TestProviders not a subtype"),
            problem -> assertThat(problem).contains("no aliases"),
            problem ->
                assertThat(problem)
                    .startsWith("two providers of the format 'Combined'")
                    .contains("Named is taken")
                    .endsWith("SecondCombined is left out"));
  }

  @Test
  void load_classLoaderThatCannotSearch_ends() {
    FormatRegistry registry =
        FormatRegistry.load(
            new ClassLoader(null) {
              @Override
              public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("unreadable");
              }
            });
    assertThat(registry.providers()).hasSameSizeAs(BUILT_IN.providers());
    assertThat(registry.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void detect_withBrokenPlugIn_stillDetects() {
    byte[] sample = "/a\n/b\n".getBytes(StandardCharsets.UTF_8);
    Detection detection = FormatRegistry.load(plugins("broken")).detect(sample, sample.length);
    assertThat(detection.best().orElseThrow().format().name()).isEqualTo("paths");
  }
}
