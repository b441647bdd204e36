package io.github.simplehttpmonitor.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.appender.JsonAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation says is so: its code compiles, its links lead somewhere. */
class DocumentationTest {

  /** What examples in the documentation may use without saying so. */
  private static final String IMPORTS =
      Stream.of(
              "io.github.simplehttpmonitor.core.*",
              "io.github.simplehttpmonitor.core.alert.*",
              "io.github.simplehttpmonitor.core.appender.*",
              "io.github.simplehttpmonitor.core.event.*",
              "io.github.simplehttpmonitor.core.notification.*",
              "io.github.simplehttpmonitor.core.spi.*",
              "io.github.simplehttpmonitor.parser.*",
              "io.github.simplehttpmonitor.parser.formats.*",
              "io.github.simplehttpmonitor.parser.spi.*",
              "io.github.simplehttpmonitor.core.filter.*",
              "io.github.simplehttpmonitor.core.query.*",
              "java.nio.file.*",
              "java.time.*",
              "java.util.*")
          .map(name -> "import " + name + ";\n")
          .collect(Collectors.joining());

  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /** Pages that other tests and scripts write; they need not be there yet. */
  private static final Set<String> WRITTEN_BY_PROGRAMS =
      Set.of("interpretation.md", "performance.md");

  @TempDir Path temp;

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(Project.files(Project.ROOT.resolve("docs"), ".md"));
    for (String name : List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md")) {
      pages.add(Project.ROOT.resolve(name));
    }
    pages.add(Project.ROOT.resolve("monitor-examples/standalone-plugin/README.md"));
    return pages;
  }

  private static List<String> blocks(Path page, String language) throws IOException {
    return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
        .matcher(Files.readString(page))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void links_leadSomewhere() throws Exception {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1) != null ? link.group(1) : link.group(2);
        if (!target.contains("://") && !leadsSomewhere(page, target)) {
          broken.add(Project.ROOT.relativize(page) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    if (!Files.exists(file)) {
      return WRITTEN_BY_PROGRAMS.contains(file.getFileName().toString());
    }
    return parts.length == 1
        || HEADING
            .matcher(Files.readString(file))
            .results()
            .map(match -> anchor(match.group(1)))
            .anyMatch(parts[1]::equals);
  }

  /** As GitHub makes it. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  @Test
  void index_namesEveryPage() throws Exception {
    String index = Files.readString(Project.ROOT.resolve("docs/README.md"));
    for (Path page : Project.files(Project.ROOT.resolve("docs"), ".md")) {
      String name = page.getFileName().toString();
      if (!name.equals("README.md")) {
        assertThat(index).contains("(" + name + ")");
      }
    }
  }

  @Test
  void javaBlocks_compile() throws Exception {
    int number = 0;
    for (Path page : pages()) {
      for (String block : blocks(page, "java")) {
        number++;
        assertThat(compile(block, number)).as(page + "\n" + block).isEmpty();
      }
    }
    assertThat(number).isPositive();
  }

  /** Compiles a class as it is, and statements in a method {@code run} of a class {@code Block}. */
  private String compile(String block, int number) throws IOException {
    boolean isClass = Pattern.compile("(?m)^(public )?(final )?class (\\w+)").matcher(block).find();
    Path folder = Files.createDirectories(temp.resolve("block" + number));
    Path source = folder.resolve("Block.java");
    Files.writeString(
        source,
        IMPORTS
            + (isClass
                ? block.replace("public final class", "final class")
                : "public class Block {\n  public static void run() throws Exception {\n"
                    + block
                    + "  }\n}\n"));
    return Project.compile(folder.resolve("classes"), List.of(source));
  }

  @Test
  void readmeExample_runs() throws Exception {
    String block = blocks(Project.ROOT.resolve("README.md"), "java").get(0);
    assertThat(block.lines()).as("the library in five lines").hasSizeLessThanOrEqualTo(5);
    String onSample =
        block.replace("Path.of(\"access.log\")", "Path.of(\"" + Project.sampleLog() + "\")");
    assertThat(compile(onSample.replace("\\", "\\\\"), 0)).isEmpty();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {temp.resolve("block0/classes").toUri().toURL()},
            getClass().getClassLoader())) {
      Method run = loader.loadClass("Block").getMethod("run");
      assertThat(ExamplesTest.printed(() -> run.invoke(null)))
          .anyMatch(line -> line.startsWith("StatisticsEvent["))
          .anyMatch(line -> line.startsWith("Accounting[lines=63, parsed=62, malformed=1"));
    }
  }

  @Test
  void usage_namesTheOptionsThereAre() throws Exception {
    Set<String> declared = new TreeSet<>();
    for (Path file : Project.files(Project.ROOT.resolve("monitor-cli/src/main/java"), ".java")) {
      Pattern.compile("names\\s*=\\s*(\\{[^}]*\\}|\"[^\"]*\")")
          .matcher(Files.readString(file))
          .results()
          .forEach(names -> declared.addAll(options(names.group(1))));
    }
    assumeFalse(declared.isEmpty(), "the command has no options yet");
    Path usage = Project.ROOT.resolve("docs/usage.md");
    assertThat(options(Files.readString(usage))).containsAll(declared);
    String table =
        Files.readString(usage)
            .lines()
            .filter(line -> line.startsWith("| `"))
            .collect(Collectors.joining("\n"));
    assertThat(declared).containsAll(options(table));
  }

  private static Set<String> options(String text) {
    return Pattern.compile("(?<![\\w-])--[a-z][a-z-]*")
        .matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code -Dupdate-golden=true} writes the real objects into the page. */
  @Test
  void jsonObjects_areReal() throws Exception {
    Map<String, String> real = new LinkedHashMap<>();
    Monitor.builder()
        .requestThreshold(0.3)
        .clock(InstantSource.fixed(Instant.parse("2026-03-02T08:00:00Z")))
        .listener(event -> real.put(key(JsonAppender.toJson(event)), JsonAppender.toJson(event)))
        .build()
        .replay("access.log", new ByteArrayInputStream(Files.readAllBytes(Project.sampleLog())));
    Path file = Project.ROOT.resolve("docs/json.md");
    String page = Files.readString(file);
    String expected =
        Pattern.compile("(?m)^\\{\"v\":.*$")
            .matcher(page)
            .replaceAll(
                object ->
                    Matcher.quoteReplacement(
                        real.getOrDefault(key(object.group()), "no such object")));
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(file, expected);
      page = expected;
    }
    assertThat(page).isEqualTo(expected).doesNotContain("no such object");
    for (String object : real.values()) {
      Matcher name = Pattern.compile("[{,]\"(\\w+)\":").matcher(object);
      while (name.find()) {
        assertThat(page).contains("`" + name.group(1) + "`");
      }
    }
  }

  /** What tells the objects of a run apart. */
  private static String key(String object) {
    return Pattern.compile("\"(?:type|at)\":\"[^\"]*\"")
        .matcher(object)
        .results()
        .map(match -> match.group())
        .collect(Collectors.joining());
  }
}
