package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A backtest finds the alerts that live and replay tell. */
class BacktestLawTest {

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{16})\"");

  private static List<String> ids(String text) {
    List<String> ids = new ArrayList<>();
    Matcher matcher = ID.matcher(text);
    while (matcher.find()) {
      ids.add(matcher.group(1));
    }
    return ids;
  }

  private static String firing(CommandRun run) {
    return String.join(
        "\n", run.out().lines().filter(line -> line.contains("\"state\":\"firing\"")).toList());
  }

  @Property(tries = 25)
  void liveReplayAndBacktest_agree(
      @ForAll @Size(min = 1, max = 150) List<@IntRange(max = 12) Integer> gaps,
      @ForAll @IntRange(min = 1, max = 9) int threshold,
      @ForAll @IntRange(max = 20) int keep)
      throws IOException {
    Path folder = Files.createTempDirectory("backtest");
    StringBuilder text = new StringBuilder();
    int second = 0;
    for (int gap : gaps) {
      second += gap;
      text.append(Lines.line(second, "192.0.2." + gap % 3, gap % 2 == 0 ? "/a" : "/b", 200));
    }
    String log = Files.writeString(folder.resolve("access.log"), text).toString();
    String config =
        Files.writeString(
                folder.resolve("monitor.yaml"),
                """
                sources: [{ files: none, format: combined, allowed_lateness: 2s }]
                rules:
                  - { name: all, measure: count, window: 30s, above: %1$d, keep_firing_for: %2$ds }
                  - { name: each, measure: count, group_by: client, window: 20s, above: 1, for: 3s }
                  - { name: few, measure: rate, window: 10s, below: 0.%1$d, no_data: alert }
                """
                    .formatted(threshold, keep))
            .toString();
    CommandRun replay =
        CommandRun.of("replay", "--no-why", "--output", "json", "--config", config, log);
    CommandRun live =
        CommandRun.of("--once", "--no-why", "--output", "json", "--config", config, log);
    CommandRun backtest =
        CommandRun.of("rules", "backtest", "--output", "json", "--config", config, log);
    assertThat(backtest.code()).as(backtest.err()).isZero();
    assertThat(ids(backtest.out())).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(ids(backtest.out()))).isEqualTo(new TreeSet<>(ids(firing(replay))));
    assertThat(ids(firing(live))).isEqualTo(ids(firing(replay)));
    Files.delete(Path.of(log));
    Files.delete(Path.of(config));
    Files.delete(folder);
  }
}
