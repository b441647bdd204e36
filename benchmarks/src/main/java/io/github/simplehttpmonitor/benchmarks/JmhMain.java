package io.github.simplehttpmonitor.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks and writes their table: {@code PRESET DOCS JSON [option of JMH]...}. */
public final class JmhMain {

  private static final double MEGA = 1e6;

  /** Speed of the parser on one thread that is asked for, in MB/s. */
  private static final double PARSER_BAR = 700;

  private JmhMain() {}

  /** How long the benchmarks run. */
  private enum Preset {
    /** About two minutes, to see roughly where one stands. */
    QUICK(1, 2, 3),
    /** About ten minutes; for the documentation. */
    STANDARD(2, 5, 5);

    final int forks;
    final int warmups;
    final int iterations;

    Preset(int forks, int warmups, int iterations) {
      this.forks = forks;
      this.warmups = warmups;
      this.iterations = iterations;
    }
  }

  /** Runs. */
  public static void main(String[] args)
      throws IOException, InterruptedException, CommandLineOptionException, RunnerException {
    Preset preset = Preset.valueOf(args[0].toUpperCase(Locale.ROOT));
    CommandLineOptions given = new CommandLineOptions(Arrays.copyOfRange(args, 3, args.length));
    String disturbance = Machine.disturbance();
    Collection<RunResult> results = new Runner(options(preset, given, args[2])).run();
    if (results.isEmpty()) {
      throw new IllegalStateException("no benchmark has that name");
    }
    String text = text(preset, results, disturbance);
    System.out.println();
    System.out.println(text);
    if (!args[1].isEmpty()) {
      Report.write(Path.of(args[1]), "jmh", text);
    }
  }

  private static Options options(Preset preset, CommandLineOptions given, String json) {
    TimeValue second = TimeValue.seconds(1);
    return new OptionsBuilder()
        .parent(given)
        .mode(Mode.Throughput)
        .forks(given.getForkCount().orElse(preset.forks))
        .warmupIterations(given.getWarmupIterations().orElse(preset.warmups))
        .warmupTime(given.getWarmupTime().orElse(second))
        .measurementIterations(given.getMeasurementIterations().orElse(preset.iterations))
        .measurementTime(given.getMeasurementTime().orElse(second))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .resultFormat(ResultFormatType.JSON)
        .result(json)
        .build();
  }

  private static String text(Preset preset, Collection<RunResult> results, String disturbance) {
    StringBuilder text = new StringBuilder();
    text.append(Machine.describe()).append("; Java ").append(System.getProperty("java.version"));
    text.append("; JMH, preset ").append(preset.name().toLowerCase(Locale.ROOT));
    text.append(".\n\n");
    if (!disturbance.isEmpty()) {
      text.append(disturbance).append("\n\n");
    }
    text.append("One thread; blocks of 4 MiB. Allocation is what `-prof gc` says, per line.\n\n");
    text.append("| benchmark | case | MB/s | ± | million lines/s | ns/line | B/line |\n");
    text.append("|---|---|--:|--:|--:|--:|--:|\n");
    double parser = 0;
    for (RunResult result : results) {
      Row row = new Row(result);
      text.append(row);
      if (row.is("ParserBenchmark", LineCase.COMBINED.name())) {
        parser = row.megabytes;
      }
    }
    if (parser > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "\n| work | bar | measured | reached |\n|---|---|--:|---|\n"
                  + "| parsing combined, one thread, all fields | ≥ %.0f MB/s | %.0f MB/s | %s |\n",
              PARSER_BAR,
              parser,
              parser >= PARSER_BAR ? "yes" : "**no**"));
    }
    return text.toString();
  }

  /** A line of the table. */
  private static final class Row {
    final String type;
    final String method;
    final String params;
    final double megabytes;
    final double error;
    final double lines;
    final double allocated;

    Row(RunResult result) {
      String[] names = result.getParams().getBenchmark().split("\\.");
      this.type = names[names.length - 2];
      this.method = names[names.length - 1];
      List<String> values = new ArrayList<>();
      for (String key : result.getParams().getParamsKeys()) {
        String value = result.getParams().getParam(key);
        values.add(key.equals("lineCase") ? value : value + " " + inWords(key));
      }
      this.params = values.stream().collect(Collectors.joining(", "));
      this.megabytes = of(result, "bytes").getScore() / MEGA;
      this.error = of(result, "bytes").getScoreError() / MEGA;
      this.lines = of(result, "lines").getScore();
      double blocks = result.getPrimaryResult().getScore();
      this.allocated = of(result, "gc.alloc.rate.norm").getScore() * blocks / lines;
    }

    private static Result<?> of(RunResult result, String name) {
      return result.getSecondaryResults().entrySet().stream()
          .filter(entry -> entry.getKey().endsWith(name))
          .map(java.util.Map.Entry::getValue)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("JMH tells no " + name));
    }

    private static String inWords(String camelCase) {
      return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    boolean is(String wantedType, String wantedParams) {
      return type.equals(wantedType) && params.equals(wantedParams);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %,.0f | %s | %.2f | %.1f | %.3f |%n",
          type.replace("Benchmark", "") + "." + method,
          params.toLowerCase(Locale.ROOT).replace('_', ' '),
          megabytes,
          Double.isNaN(error) ? "" : String.format(Locale.ROOT, "%,.0f", error),
          lines / MEGA,
          1e9 / lines,
          allocated);
    }
  }
}
