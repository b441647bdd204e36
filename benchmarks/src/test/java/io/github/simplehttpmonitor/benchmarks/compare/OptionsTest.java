package io.github.simplehttpmonitor.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void quick_leavesWhatIsGiven() {
    Options options = parse("-n", "5_000", "--quick", "pom.xml");

    assertThat(options.lines).isEqualTo(5_000);
    assertThat(options.runs).isEqualTo(1);
    assertThat(options.docs).isNull();
    assertThat(options.seed).isEqualTo(Path.of("pom.xml"));
  }

  @Test
  void aPart_isNotWrittenUnlessAskedFor() {
    assertThat(parse().docs).isEqualTo(Path.of("/home/docs/performance.md"));
    assertThat(parse("--only", "start").docs).isNull();
    assertThat(parse("--docs", "/tmp/x.md", "--only", "start").docs)
        .isEqualTo(Path.of("/tmp/x.md"));
  }

  @Test
  void wrongOnes_areNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("-n", "x"))
        .withMessageContaining("'x'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--runs"))
        .withMessageContaining("--runs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--only", "all"))
        .withMessageContaining("start");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("pom.xml", "b"))
        .withMessageContaining("'b'");
  }

  private static Options parse(String... args) {
    return Options.parse(Path.of("/home"), List.of(args));
  }
}
