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

  /** {@return the load of the last minute, negative if it is not known} */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
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
