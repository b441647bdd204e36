package io.github.simplehttpmonitor.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures were made on. */
public final class Machine {

  private static final long LOOK_MILLIS = 3_000;

  /** The share of all processors that may be busy before the start. */
  private static final double QUIET = 0.05;

  private Machine() {}

  /** {@return one line with processor, cores, memory, system and day} */
  public static String describe() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB, %s %s, %s",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize() / (double) (1 << 30),
        system.getName(),
        system.getVersion().replaceFirst("^(\\d+\\.\\d+).*", "$1"),
        LocalDate.now(ZoneOffset.UTC));
  }

  /**
   * {@return a warning if others use the processors now, else nothing} Not the load of the last
   * minute, which would still tell of a benchmark before this one.
   */
  public static String disturbance() throws InterruptedException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    // The first call only begins the time that the second one is about.
    system.getCpuLoad();
    Thread.sleep(LOOK_MILLIS);
    double busy = system.getCpuLoad();
    return busy <= QUIET
        ? ""
        : String.format(
            Locale.ROOT,
            "**The machine was not quiet: %.0f %% of its processors were busy before the start.**",
            100 * busy);
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
