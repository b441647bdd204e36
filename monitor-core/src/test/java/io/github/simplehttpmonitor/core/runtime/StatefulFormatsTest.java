package io.github.simplehttpmonitor.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The law of any number of threads, for formats whose lines depend on those before them. */
class StatefulFormatsTest {

  private static final List<String> COLUMNS =
      List.of("date", "time", "cs-method", "cs-uri-stem", "sc-status", "c-ip", "x-a");

  private static String column(String name, Instant time, Random random) {
    return switch (name) {
      case "date" -> time.toString().substring(0, 10);
      case "time" -> time.toString().substring(11, 19);
      case "cs-method" -> "GET";
      case "cs-uri-stem" -> "/" + "abc".charAt(random.nextInt(3)) + "/x";
      case "sc-status" -> random.nextInt(20) == 0 ? "2x0" : "200";
      case "c-ip" -> "192.0.2.1";
      default -> "-";
    };
  }

  private static Instant time(int i) {
    return Instant.ofEpochSecond(1_709_337_580L + i / 5);
  }

  /** Rows whose columns change, without any, without a date, and lines that are not rows. */
  private static byte[] w3c(long seed, int lines) {
    Random random = new Random(seed);
    StringBuilder log = new StringBuilder();
    List<String> columns = List.of();
    for (int i = 0; i < lines; i++) {
      if (random.nextInt(40) == 0) {
        columns = new ArrayList<>(COLUMNS);
        Collections.shuffle(columns, random);
        columns = columns.subList(0, 3 + random.nextInt(4));
        log.append("#Date: ").append(time(i).toString(), 0, 10).append(" 00:00:00\n");
        log.append("#Fields: ").append(String.join(" ", columns)).append('\n');
      }
      for (String column : columns.isEmpty() ? COLUMNS : columns) {
        log.append(column(column, time(i), random)).append(' ');
      }
      log.append('\n');
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Lines of two streams in parts, some of them beyond the limit. */
  private static byte[] cri(long seed, int lines) {
    Random random = new Random(seed);
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      String line =
          "192.0.2.1 - - ["
              + DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
                  .format(time(i).atOffset(ZoneOffset.UTC))
              + "] \"GET /"
              + "abc".charAt(random.nextInt(3))
              + "x".repeat(random.nextInt(10) == 0 ? 300 : 1)
              + " HTTP/1.1\" 200 5";
      String head = time(i) + (random.nextInt(10) == 0 ? " stderr " : " stdout ");
      int at = 0;
      while (random.nextInt(3) == 0 && at < line.length()) {
        int end = at + 1 + random.nextInt(line.length() - at);
        log.append(head).append("P ").append(line, at, end).append('\n');
        at = end;
      }
      log.append(head).append("F ").append(line, at, line.length()).append('\n');
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 60)
  void replay_isTheSame_withAnyJobsAndSegments(
      @ForAll long seed,
      @ForAll boolean wrapped,
      @ForAll @IntRange(min = 2, max = 4) int jobs,
      @ForAll @IntRange(min = 100, max = 5_000) int segmentBytes) {
    int lines = 50 + (int) Math.floorMod(seed, 500L);
    byte[] log = wrapped ? cri(seed, lines) : w3c(seed, lines);
    LogFormat format = FormatRegistry.builtIn().create(wrapped ? "cri:common" : "w3c");
    ArchiveRun.Result serial =
        ArchiveRun.of(1, Blocks.SEGMENT_BYTES).format(format).replay(new ByteArrayInputStream(log));
    assertThat(serial.accounting().addsUp()).isTrue();
    assertThat(serial.accounting().parsed()).isGreaterThan(wrapped ? lines / 4 : -1);
    for (int threads : new int[] {1, jobs}) {
      assertThat(
              ArchiveRun.of(threads, segmentBytes)
                  .format(format)
                  .replay(new ByteArrayInputStream(log)))
          .isEqualTo(serial);
    }
  }
}
