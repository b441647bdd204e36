package io.github.simplehttpmonitor.parser.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionTest {

  private static final String COMMON =
      "192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" 200 2326";
  private static final String COMBINED = COMMON + " \"http://example.com/\" \"Mozilla/5.0\"";

  private static Detection detect(String... lines) {
    byte[] sample = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return FormatRegistry.builtIn().detect(sample, sample.length);
  }

  private static String best(String... lines) {
    return detect(lines).best().map(candidate -> candidate.format().name()).orElse("none");
  }

  @Test
  void best_isTheExactOne() {
    assertThat(best(COMMON, "")).isEqualTo("common");
    assertThat(best(COMBINED, "")).isEqualTo("combined");
    assertThat(best("example.com:80 " + COMBINED, "")).isEqualTo("vhost-combined");
    assertThat(best(COMBINED + "\r", COMBINED + "\r", "")).isEqualTo("combined");
  }

  @Test
  void best_isOfTheMajority() {
    assertThat(best(COMBINED, COMBINED, COMMON, "")).isEqualTo("combined");
    assertThat(best("junk", COMMON, COMMON, COMMON, "")).isEqualTo("common");
  }

  @Test
  void noLogAtAll_hasNoBest() {
    Detection detection = detect("{\"json\": true}", "{\"json\": false}", "");
    assertThat(detection.best()).isEmpty();
    assertThat(detection.nearest()).isPresent();
  }

  @Test
  void emptySample_hasNothingToLookAt() {
    for (String sample : List.of("", "\n\n", "  \n")) {
      Detection detection = detect(sample);
      assertThat(detection.best()).isEmpty();
      assertThat(detection.nearest().orElseThrow().why())
          .isEqualTo("the sample has no line to look at");
      assertThat(detection.nearest().orElseThrow().lines()).isZero();
    }
    assertThat(new Detection(List.of()).nearest()).isEmpty();
  }

  @Test
  void lastLineWithoutNewline_countsOnlyAlone() {
    assertThat(detect(COMMON).nearest().orElseThrow().lines()).isEqualTo(1);
    Candidate candidate = detect(COMMON, COMMON.substring(0, 30)).nearest().orElseThrow();
    assertThat(candidate.lines()).isEqualTo(1);
    assertThat(candidate.score()).isEqualTo(1);
  }

  @Test
  void why_saysWhatDoesNotFit() {
    Candidate combined =
        detect(COMBINED, COMBINED, COMMON, "192.0.2.1 - - [x", "").nearest().orElseThrow();
    assertThat(combined.format().name()).isEqualTo("combined");
    assertThat(combined.parsed()).isEqualTo(3);
    assertThat(combined.why())
        .isEqualTo(
            "3 of 4 lines fit, 1 of them with more or fewer fields than it has;"
                + " one stops fitting at column 16, where this is not a time of the format");
    assertThat(combined.example()).isEqualTo("192.0.2.1 - - [x");
    assertThat(combined.column()).isEqualTo(15);
    Candidate clean = detect(COMBINED, "").nearest().orElseThrow();
    assertThat(clean.why()).isEqualTo("1 of 1 lines fit");
    assertThat(clean.example()).isNull();
    assertThat(clean.column()).isEqualTo(-1);
  }

  @Test
  void implausibleValues_costPoints() {
    double clean = detect(COMMON, "").nearest().orElseThrow().score();
    for (String odd :
        List.of(
            COMMON.replace("192.0.2.1", "{\"a\":1}"),
            COMMON.replace("- - [", "- a b ["),
            COMMON.replace("- - [", "x - ["),
            COMMON.replace("/a", "a"))) {
      assertThat(detect(odd, "").nearest().orElseThrow().score()).as(odd).isLessThan(clean);
    }
  }

  @Test
  void detect_isAPureFunctionOfTheSample() {
    byte[] sample = (COMBINED + "\n" + COMMON + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] longer = Arrays.copyOf(sample, sample.length + 50);
    FormatRegistry registry = FormatRegistry.builtIn();
    List<String> first = describe(registry.detect(sample, sample.length));
    assertThat(describe(registry.detect(longer, sample.length))).isEqualTo(first);
    assertThat(describe(FormatRegistry.builtIn().detect(sample, sample.length))).isEqualTo(first);
    assertThat(sample)
        .isEqualTo((COMBINED + "\n" + COMMON + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void detect_looksAtTheBeginningOnly() {
    String many = (COMMON + "\n").repeat(2000);
    Candidate candidate = detect(many).nearest().orElseThrow();
    assertThat(candidate.lines())
        .isEqualTo(FormatRegistry.MAX_SAMPLE_BYTES / (COMMON.length() + 1));
  }

  private static List<String> describe(Detection detection) {
    return detection.candidates().stream()
        .map(c -> c.format().name() + c.score() + c.lines() + c.parsed() + c.why() + c.column())
        .toList();
  }

  @Test
  void best_isTheOneThatExplainsAllOfTheLine() {
    for (LogFormatProvider provider : FormatRegistry.builtIn().providers()) {
      if (provider.isDetectable()) {
        String example = provider.exampleLine();
        assertThat(best(example, example, "")).as(example).isEqualTo(provider.name());
        if (example.indexOf('\n') < 0) {
          assertThat(best(example)).as("one line, not ended").isEqualTo(provider.name());
        }
      }
    }
  }

  @Test
  void noise_doesNotHideTheFormat() {
    String[] banner = new String[30];
    Arrays.fill(banner, "[Tue Oct 10 13:55:36 2000] [error] something went wrong");
    String noisy = String.join("\n", banner) + "\n" + (COMBINED + "\n").repeat(30);
    assertThat(best(noisy)).isEqualTo("combined");
    assertThat(best("\uFEFF" + COMBINED, COMBINED, "")).isEqualTo("combined");
    assertThat(best("# a comment", "starting", COMMON, "")).isEqualTo("common");
  }

  @Test
  void textThatHasHardlyAnAccessLine_isNoLog() {
    String[] text = new String[100];
    Arrays.fill(text, "2024-01-01 00:00:00 INFO something happened");
    text[50] = COMMON;
    assertThat(best(text)).isEqualTo("none");
  }

  @Test
  void longSample_isLookedAtEverywhere() {
    String sample = (COMMON + "\n").repeat(40) + (COMBINED + "\n").repeat(300);
    assertThat(best(sample)).isEqualTo("combined");
    String late = "a line of something else\n".repeat(200) + (COMBINED + "\n").repeat(400);
    assertThat(best(late)).isEqualTo("combined");
  }

  @Test
  void nearest_isWhatFitsFurthest() {
    String line = "www.example.com:80 192.0.2.1 - - [10/10/2000] \"GET / HTTP/1.1\" 200 5";
    Candidate nearest = detect(line, line, "").nearest().orElseThrow();
    assertThat(nearest.score()).isZero();
    assertThat(nearest.column()).isGreaterThan(30);
    assertThat(nearest.why()).contains("0 of 2 lines fit; one stops fitting at column");
  }
}
