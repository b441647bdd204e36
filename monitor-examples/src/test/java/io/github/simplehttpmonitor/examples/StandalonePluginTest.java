package io.github.simplehttpmonitor.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.spi.AppenderContext;
import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.parser.LogFormat;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in that is no module of this build, against the jars that this build made. */
class StandalonePluginTest {

  private static final Path FOLDER = Project.ROOT.resolve("monitor-examples/standalone-plugin");
  private static final Path POM = Project.ROOT.resolve("pom.xml");

  @TempDir Path temp;

  @Test
  void pom_hasTheVersionsOfThisBuild() throws Exception {
    Path pom = FOLDER.resolve("pom.xml");
    assertThat(Project.element(pom, "simple-http-monitor.version"))
        .isEqualTo(Project.element(POM, "version"));
    String text = Files.readString(pom);
    for (String plugin : List.of("compiler", "jar", "resources", "surefire")) {
      String name = "maven-" + plugin + "-plugin";
      assertThat(text)
          .containsPattern(
              name + "</artifactId>\\s*<version>" + Project.element(POM, name + ".version") + "<");
    }
  }

  @Test
  void compiled_isFoundAndDelivers() throws Exception {
    Path classes = temp.resolve("classes");
    assertThat(Project.compile(classes, Project.files(FOLDER.resolve("src/main/java"), ".java")))
        .isEmpty();
    Path jar = temp.resolve("webhook-appender.jar");
    Project.jar(jar, classes, FOLDER.resolve("src/main/resources"));
    deliver(jar);
  }

  @Test
  void builtByMaven_isFoundAndDelivers() throws Exception {
    String maven = System.getProperty("maven.home", "");
    String plugins = System.getProperty("maven.repo.local", "");
    Path command =
        Path.of(
            maven, "bin", System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn");
    assumeTrue(
        !maven.isEmpty() && Files.isExecutable(command) && Files.isDirectory(Path.of(plugins)),
        "not run by Maven, so Maven cannot be run either");

    // The library is installed into a repository of the test; that of the user is only read.
    Path repository = temp.resolve("repository");
    install(repository, "simple-http-monitor", POM, null);
    install(
        repository,
        "monitor-parser",
        Project.ROOT.resolve("monitor-parser/pom.xml"),
        Project.origin(LogFormat.class));
    install(
        repository,
        "monitor-core",
        Project.ROOT.resolve("monitor-core/pom.xml"),
        Project.origin(Monitor.class));
    Path copy = temp.resolve("plugin");
    Project.copyTree(FOLDER, copy);

    Path said = temp.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                command.toString(),
                "-o",
                "-q",
                "-B",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + plugins,
                "-Dmaven.test.skip=true",
                "package")
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_HOME"));
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String output = Files.readString(said);
    assumeTrue(
        !output.contains("in offline mode"),
        "Maven has not all it needs on this machine: " + output);
    assertThat(ended).as(output).isTrue();
    assertThat(process.waitFor()).as(output).isZero();

    deliver(copy.resolve("target/webhook-appender-1.0.0.jar"));
  }

  /** What install:install-file does, without starting Maven three times. */
  private void install(Path repository, String artifact, Path pom, Path jarOrClasses)
      throws Exception {
    String version = Project.element(POM, "version");
    Path folder =
        Files.createDirectories(
            repository.resolve("io/github/simplehttpmonitor").resolve(artifact).resolve(version));
    Files.copy(pom, folder.resolve(artifact + "-" + version + ".pom"));
    if (jarOrClasses != null) {
      Path jar = folder.resolve(artifact + "-" + version + ".jar");
      if (Files.isDirectory(jarOrClasses)) {
        Project.jar(jar, jarOrClasses);
      } else {
        Files.copy(jarOrClasses, jar);
      }
    }
  }

  /** Loads the jar as the plugins folder does, and gives it a receiver that is down at first. */
  private static void deliver(Path jar) throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/alerts",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(received.size() == 1 ? 503 : 204, -1);
          exchange.close();
        });
    receiver.start();
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {jar.toUri().toURL()}, StandalonePluginTest.class.getClassLoader())) {
      AppenderProvider provider =
          ServiceLoader.load(AppenderProvider.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .filter(candidate -> candidate.name().equals("example-webhook"))
              .findFirst()
              .orElseThrow();
      assertThat(provider.getClass().getClassLoader()).isSameAs(loader);
      assertThat(provider.reachesOutside()).isTrue();

      String url = "http://localhost:" + receiver.getAddress().getPort() + "/alerts";
      AppenderContext context =
          new AppenderContext(Map.of("url", url), ZoneOffset.UTC, OutputStream.nullOutputStream());
      Summary summary =
          Monitor.builder()
              .requestThreshold(0.3)
              .appender(provider.name(), provider.create(context))
              .isolateAppenders(true)
              .build()
              .replay(Project.sampleLog());

      Summary.Delivery delivery = summary.deliveries().get(0);
      assertThat(delivery.retried()).isPositive();
      assertThat(delivery.dropped()).isZero();
      assertThat(delivery.waiting()).isZero();
    } finally {
      receiver.stop(0);
    }
    // The first one was refused, so it came again.
    String accepted = String.join("", received.subList(1, received.size()));
    assertThat(accepted).startsWith(received.get(0));
    assertThat(accepted.lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"type\":\"alert\"", "\"state\":\"firing\""),
            line -> assertThat(line).contains("\"type\":\"alert\"", "\"state\":\"resolved\""));
  }
}
