package io.github.simplehttpmonitor.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Java of this machine.
 *
 * @param home its folder
 * @param version its whole version
 */
record Jdk(Path home, String version) {

  private static final int OLDEST = 17;

  String java() {
    return home.resolve("bin/java").toString();
  }

  int major() {
    return Integer.parseInt(version.replaceFirst("^1\\.", "").split("[^0-9]", 2)[0]);
  }

  /** {@return one of each major version from 17, the one in use first of its kind} */
  static List<Jdk> all() {
    List<Path> homes = new ArrayList<>();
    String chosen = System.getenv("JAVA_HOME");
    if (chosen != null && !chosen.isEmpty()) {
      homes.add(Path.of(chosen));
    }
    homes.add(Path.of(System.getProperty("java.home")));
    Path user = Path.of(System.getProperty("user.home"));
    for (Path folder :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/lib64/jvm"),
            Path.of("/opt"),
            Path.of("/opt/java"),
            user.resolve(".sdkman/candidates/java"),
            user.resolve(".jdks"),
            Path.of("/Library/Java/JavaVirtualMachines"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> found = Files.list(folder)) {
          found.sorted().forEach(homes::add);
        } catch (IOException e) {
          // A folder that cannot be listed has no Java for us.
        }
      }
    }
    Map<Integer, Jdk> byMajor = new TreeMap<>();
    for (Path home : homes) {
      Path contents = home.resolve("Contents/Home");
      Path real = Files.isDirectory(contents) ? contents : home;
      String version = version(real);
      if (!version.isEmpty() && Files.isExecutable(real.resolve("bin/java"))) {
        Jdk jdk = new Jdk(real, version);
        if (jdk.major() >= OLDEST) {
          byMajor.putIfAbsent(jdk.major(), jdk);
        }
      }
    }
    return List.copyOf(byMajor.values());
  }

  private static String version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", "").strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
