package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a distribution of its own, with a Java that only tells what it was given. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "simple-http-monitor");

  /** Writes an archive when asked for one, as the real one does. */
  private static final String JAVA =
      """
      #!/bin/sh
      for arg in "$@"; do
        case $arg in
          -Xshare:dump) dump=1 ;;
          -XX:DumpLoadedClassList=*) printf 'a\\n@lambda picocli/x\\nb\\n' >"${arg#*=}"; exit 0 ;;
          -XX:SharedClassListFile=*) list=${arg#*=} ;;
          -XX:SharedArchiveFile=*) archive=${arg#*=} ;;
        esac
      done
      if [ "${dump:-}" ]; then
        if [ -e "$0.fails" ]; then exit 1; fi
        cp "$list" "$archive"
      else
        printf '%s\\n' "$@"
      fi
      """;

  @TempDir private Path folder;

  private Path lib;
  private Path javaHome;

  @BeforeEach
  void install() throws IOException {
    assumeTrue(Files.isExecutable(LAUNCHER), "the launcher is not there");
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
    Files.copy(LAUNCHER, folder.resolve("simple-http-monitor"), StandardCopyOption.COPY_ATTRIBUTES);
    lib = Files.createDirectories(folder.resolve("lib"));
    Files.createFile(lib.resolve("b.jar"));
    Files.createFile(lib.resolve("a.jar"));
    Files.writeString(lib.resolve("build.id"), "1234\n");
    javaHome = folder.resolve("jdk");
    Path java = Files.createDirectories(javaHome.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    release("21.0.1");
  }

  private void release(String version) throws IOException {
    Files.writeString(
        javaHome.resolve("release"),
        "IMPLEMENTOR=\"A (b)\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x\"\n");
  }

  private List<String> start(String archive, String... args)
      throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(folder.resolve("simple-http-monitor").toString()), Stream.of(args))
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("SIMPLE_HTTP_MONITOR_ARCHIVE", archive);
    builder.environment().remove("SIMPLE_HTTP_MONITOR_JAVA_OPTS");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  /** Starts it and waits until the archive is complete. */
  private List<String> startAndMake(String name, String... args)
      throws IOException, InterruptedException {
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      lib.register(
          watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
      List<String> said = start("", args);
      while (!Files.exists(lib.resolve(name)) || Files.exists(lib.resolve(name + ".making"))) {
        WatchKey key = watch.poll(30, TimeUnit.SECONDS);
        assertThat(key).as("something happens in " + lib).isNotNull();
        key.pollEvents();
        key.reset();
      }
      return said;
    }
  }

  @Test
  void runsWithTheJarsInTheSameOrderAlways() throws IOException, InterruptedException {
    assertThat(start("off", "replay", "x y.log"))
        .containsSequence(
            "-cp",
            lib + "/a.jar:" + lib + "/b.jar",
            "io.github.simplehttpmonitor.cli.Main",
            "replay",
            "x y.log")
        .contains("-Dsimple-http-monitor.home=" + folder, "-Dsimple-http-monitor.terminals=");
  }

  @Test
  void aFirstStartMakesAnArchiveForTheNextOnes() throws IOException, InterruptedException {
    Path archive = lib.resolve("1234-A__b_-x.jsa");

    List<String> first = startAndMake(archive.getFileName().toString(), "--help");

    assertThat(first).contains("-Xshare:auto").noneMatch(arg -> arg.contains("SharedArchive"));
    assertThat(archive).content().isEqualTo("a\nb\n");
    assertThat(start("", "--help")).contains("-XX:SharedArchiveFile=" + archive);
    assertThat(start("off", "--help")).contains("-Xshare:auto");
  }

  @Test
  void anArchiveIsForOneBuild() throws IOException, InterruptedException {
    Path old = Files.writeString(lib.resolve("0123-A__b_-x.jsa"), "old");

    startAndMake("1234-A__b_-x.jsa", "--help");

    assertThat(old).doesNotExist();
  }

  @Test
  void anArchiveThatCannotBeMadeIsNotTriedAgain() throws IOException, InterruptedException {
    Files.createFile(javaHome.resolve("bin/java.fails"));
    Path archive = lib.resolve("1234-A__b_-x.jsa");

    startAndMake(archive.getFileName().toString(), "--help");

    assertThat(archive).isEmptyFile();
    assertThat(start("", "--help")).contains("-Xshare:auto");
  }

  @Test
  void onlyOneOfSeveralStartsMakesIt() throws IOException, InterruptedException {
    Files.createDirectory(lib.resolve("1234-A__b_-x.jsa.making"));

    assertThat(start("", "--help")).contains("-Xshare:auto");

    assertThat(lib.resolve("1234-A__b_-x.jsa")).doesNotExist();
  }

  @Test
  void anOldJavaIsRefused() throws IOException, InterruptedException {
    release("11.0.2");
    Process process =
        new ProcessBuilder(
                "env", "JAVA_HOME=" + javaHome, folder.resolve("simple-http-monitor").toString())
            .start();

    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("Java 11.0.2 is too old");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private String startBy(String redirection) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    String command = "\"$0\" replay " + redirection + " >" + said;
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", "-c", command, folder.resolve("simple-http-monitor").toString());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("SIMPLE_HTTP_MONITOR_ARCHIVE", "off");
    assertThat(builder.start().waitFor()).isZero();
    return Files.readString(said);
  }

  @Test
  void aClosedStandardInputIsTold() throws IOException, InterruptedException {
    assertThat(startBy("<&-")).contains("-Dsimple-http-monitor.closed=0");
    assertThat(startBy("</dev/null")).doesNotContain("closed");
    assertThat(startBy("2>&-")).doesNotContain("closed");
  }

  @Test
  void aClosedStandardOutputIsNotTheNextFile() throws IOException, InterruptedException {
    Files.writeString(
        javaHome.resolve("bin/java"), "#!/bin/sh\nexec 3>\"$0.wrote\"; echo result; echo $? >&3\n");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", "-c", "\"$0\" replay >&-", folder.resolve("simple-http-monitor").toString());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("SIMPLE_HTTP_MONITOR_ARCHIVE", "off");
    Process process = builder.start();
    process.getErrorStream().readAllBytes();
    process.waitFor();
    assertThat(javaHome.resolve("bin/java.wrote"))
        .as("writing to what is closed fails")
        .content()
        .isNotEqualToIgnoringWhitespace("0")
        .doesNotContain("result");
  }
}
