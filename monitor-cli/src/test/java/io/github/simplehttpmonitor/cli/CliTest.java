package io.github.simplehttpmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

  private static final Instant T = Instant.parse("2026-01-01T12:00:00Z");
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @TempDir private Path folder;

  private String in = "";
  private String out = "";
  private String err = "";

  private int run(String... args) {
    return run(Set.of(), Map.of(), args);
  }

  private int run(Set<Integer> terminals, Map<String, String> variables, String... args) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            results,
            messages,
            variables,
            "",
            terminals,
            stop -> {});
    int code = Cli.run(environment, args);
    out = results.toString(StandardCharsets.UTF_8);
    err = messages.toString(StandardCharsets.UTF_8);
    return code;
  }

  private static String line(Instant time, String target, int status) {
    return "192.0.2.1 - - ["
        + CLF.format(time)
        + "] \"GET "
        + target
        + " HTTP/1.1\" "
        + status
        + " 12 \"-\" \"agent\"\n";
  }

  /** Thirteen requests in each of a hundred seconds. */
  private Path example() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1300; i++) {
      text.append(line(T.plusSeconds(i / 13), "/shop/item" + i, i % 100 == 0 ? 404 : 200));
    }
    return log("example.log", text.toString());
  }

  private Path log(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void replay_example_inText() throws IOException {
    String log = example().toString();
    assertThat(run("replay", "--tz", "UTC", "--then-silence", "2m", log)).isZero();
    assertThat(out.lines().filter(l -> l.contains("alert")))
        .containsExactly(
            "High traffic generated an alert - hits = 1209, triggered at"
                + " 2026-01-01T12:01:33+00:00",
            "End of high traffic alert at 2026-01-01T12:02:08+00:00");
    assertThat(out)
        .startsWith(
            "130 requests received during the last 10 seconds, most hits received on endpoint:"
                + " /shop with 130 requests\n");
    assertThat(err)
        .contains("format combined")
        .contains("1,300 lines = 1,300 parsed + 0 malformed + 0 ignored")
        .contains("1 alerts fired, 1 resolved, 0 still firing");
  }

  @Test
  void replay_example_inJson() throws IOException {
    String log = example().toString();
    assertThat(run("replay", "--output", "json", "--then-silence", "2m", log)).isZero();
    assertThat(out.lines().filter(l -> l.contains("\"type\":\"alert\"")))
        .hasSize(2)
        .anyMatch(l -> l.contains("\"state\":\"firing\",\"hits\":1209"))
        .anyMatch(l -> l.contains("\"state\":\"resolved\",\"hits\":1196"));
    assertThat(out.lines().reduce((a, b) -> b).orElseThrow())
        .contains("\"type\":\"summary\"", "\"lines\":1300", "\"missed\":0");
  }

  @Test
  void monitorOnce_saysWhatReplaySays() throws IOException {
    String log = example().toString();
    run("replay", "--tz", "UTC", log);
    String replayed = out;
    assertThat(run("--once", "--tz", "UTC", "--input-file", log)).isZero();
    assertThat(out).isEqualTo(replayed);
    assertThat(err).contains("following " + log);
  }

  @Test
  void jobs_doNotShow() throws IOException {
    String log = example().toString();
    run("replay", "--jobs", "1", log);
    String one = out;
    run("replay", "--jobs", "3", log);
    assertThat(out).isEqualTo(one);
  }

  @Test
  void gzipAndStandardInput_areAsGoodAsAFile() throws IOException {
    Path log = example();
    run("replay", log.toString());
    String plain = out;
    Path gz = folder.resolve("example.log.gz");
    try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(gz))) {
      Files.copy(log, zipped);
    }
    run("replay", gz.toString());
    assertThat(out).isEqualTo(plain);
    in = Files.readString(log);
    assertThat(run("replay", "-")).isZero();
    assertThat(out).isEqualTo(plain);
    assertThat(run("replay")).isZero();
    assertThat(out).isEqualTo(plain);
  }

  @Test
  void failOnAlert_isThree() throws IOException {
    assertThat(run("replay", "--fail-on-alert", example().toString())).isEqualTo(3);
    assertThat(run("replay", "--fail-on-alert", "--request-threshold", "13", example().toString()))
        .isZero();
  }

  @Test
  void malformed_isShownEscaped_andStrictFails() throws IOException {
    String log = log("bad.log", line(T, "/a", 200) + "not \u001b[31m a line\n").toString();
    assertThat(run("replay", log)).isZero();
    assertThat(out).contains("Incorrect log line format: not \\x1B[31m a line");
    assertThat(err).contains("1 malformed", "formats explain " + log + " --line 2");
    assertThat(run("replay", "--strict", log)).isEqualTo(1);
  }

  @Test
  void quiet_leavesStandardErrorEmpty() throws IOException {
    assertThat(run("replay", "-q", example().toString())).isZero();
    assertThat(err).isEmpty();
  }

  @Test
  void colour_followsTerminalAndEnvironment() throws IOException {
    String log = example().toString();
    run(Set.of(1), Map.of(), "replay", log);
    assertThat(out).contains("\u001b[31m");
    run(Set.of(1), Map.of("NO_COLOR", "1"), "replay", log);
    assertThat(out).doesNotContain("\u001b");
    run(Set.of(1), Map.of("TERM", "dumb"), "replay", log);
    assertThat(out).doesNotContain("\u001b");
    run("replay", "--color", "always", log);
    assertThat(out).contains("\u001b[31m");
  }

  @Test
  void missingFile_isToldAndTheOthersAreRead() throws IOException {
    String log = example().toString();
    assertThat(run("replay", folder.resolve("none.log").toString(), log)).isEqualTo(1);
    assertThat(err).contains("none.log does not exist").contains("1,300 lines");
  }

  @Test
  void garbage_isAnswered() throws IOException {
    byte[] bytes = new byte[50_000];
    new Random(1).nextBytes(bytes);
    Path random = Files.write(folder.resolve("random"), bytes);
    assertThat(run("replay", random.toString())).isEqualTo(1);
    assertThat(err).contains("in no format known here").doesNotContain("Exception");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    assertThat(run("replay", nothing.toString())).isEqualTo(1);
    assertThat(err).contains("is a folder without files");
    assertThat(run("--once", nothing.toString())).isEqualTo(1);
    assertThat(err).contains("is a folder without files");
    assertThat(run("replay", log("empty", "").toString())).isZero();
    assertThat(err).contains("0 lines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --nope | unknown option '--nope'
          --window 10 | write it like 500ms, 10s, 5m, 1h30m or 1d
          --request-threshold many | is not a number
          --request-threshold -1 | a number from 0
          --format combind | did you mean 'combined'?
          --format apache:%h%u | two fields with nothing between them
          --format auto --format combined | auto finds one format
          --format-file /nowhere.conf | there is no file /nowhere.conf
          --format combined --format-file /nowhere.conf | says all of the format
          --where status=4 | equality is '=='
          --where status=="x" | which status is
          --where metod=="GET" | there is no field 'metod'; did you mean 'method'?
          --where stauts>=500 | there is no field 'stauts'; did you mean 'status'?
          --plugins= | --plugins: the name of a file is empty
          --config= | --config: the name of a file is empty
          --input-file= | --input-file: the name of a file is empty
          --since yesterday | is not a time
          --max-line-bytes 1x | write it like 4096, 64k or 1M
          --tz Nowhere | is not a time zone
          --output xml | expected one of [text, json] but was 'xml'
          --appender none | there is no appender 'none'
          """)
  void wrongUsage_isTwoAndSaysWhy(String options, String message) throws IOException {
    String[] words = ("replay " + options + " " + example()).split(" ");
    assertThat(run(words)).isEqualTo(2);
    assertThat(err).contains(message).doesNotContain("Exception");
    assertThat(out).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay",
        "monitor",
        "lines",
        "formats detect",
        "status",
        "rules check",
        "state show"
      })
  void anEmptyFileName_isNotTheCurrentFolder(String command) {
    List<String> words = new java.util.ArrayList<>(List.of(command.split(" ")));
    words.add("");
    assertThat(run(words.toArray(new String[0]))).isEqualTo(2);
    assertThat(err).contains("the name of a file is empty");
    assertThat(out).isEmpty();
  }

  @Test
  void aNameThatIsNearlyACommand_isNoFileToWaitFor() throws IOException {
    assertThat(run("relpay", example().toString())).isEqualTo(2);
    assertThat(err).contains("did you mean 'replay'?").contains("./relpay");
    assertThat(run("version")).isEqualTo(2);
    assertThat(err).contains("did you mean '--version'?");
  }

  @Test
  void statusFile_isNeverALog() throws IOException {
    Path log = example();
    String before = Files.readString(log);
    assertThat(run("--once", "--status-file", log.toString(), log.toString())).isEqualTo(2);
    assertThat(err).contains("is a log that is read");
    Path other = log("other.log", line(T, "/", 200));
    assertThat(run("--once", "--status-file", other.toString(), log.toString())).isEqualTo(2);
    assertThat(err).contains("is there already and is no status");
    assertThat(run("--once", "--status-file", folder.toString(), log.toString())).isEqualTo(2);
    assertThat(log).hasContent(before);
    assertThat(other).hasContent(line(T, "/", 200));
  }

  @Test
  void statusFile_takesThePlaceOfAnOlderStatus() throws IOException {
    String log = example().toString();
    Path status = log("status", StatusText.FIRST + "then\n");
    assertThat(run("--once", "--status-file", status.toString(), log)).as(err).isZero();
    assertThat(run("--once", "--status-file", log("empty", "").toString(), log)).as(err).isZero();
  }

  @Test
  void appenders_doNotWriteIntoTheLogThatIsRead() throws IOException {
    Path log = example();
    String before = Files.readString(log);
    for (String command : List.of("replay", "monitor")) {
      assertThat(run(command, "--once", "--appender", "file:path=" + log, log.toString()))
          .isEqualTo(2);
      assertThat(err).contains("a log that is read");
    }
    Path config =
        log(
            "c.yaml",
            "appenders:\n  - name: file\n    options: { path: '" + log + "', form: text }\n");
    assertThat(run("replay", "--config", config.toString(), log.toString())).isEqualTo(2);
    assertThat(err).contains("c.yaml:2").contains("a log that is read");
    assertThat(log).hasContent(before);
  }

  @Test
  void emptyVariableOfPlugins_isNotSet() {
    assertThat(run(Set.of(), Map.of("SIMPLE_HTTP_MONITOR_PLUGINS", ""), "plugins", "list"))
        .isZero();
    assertThat(run("plugins", "list", "--plugins=")).isEqualTo(2);
  }

  @Test
  void aChangeOfSeverity_isNoAlertOfItsOwn() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      for (int n = i < 20 ? 1 : 6; n > 0; n--) {
        text.append(line(T.plusSeconds(i), "/a", 200));
      }
    }
    text.append(line(T.plusSeconds(80), "/b", 200));
    Path config =
        log(
            "c.yaml",
            """
            rules:
              - { name: r, measure: count, window: 10s, group_by: path, warning: { above: 5 }, critical: { above: 20 } }
              - { name: s, measure: count, window: 10s, group_by: path, above: 0 }
            """);
    String log = log("l.log", text.toString()).toString();
    assertThat(run("replay", "--output", "json", "--config", config.toString(), log)).isZero();
    assertThat(out.lines().filter(l -> l.contains("\"rule\":\"r\"") && l.contains("firing")))
        .as("a warning, then critical, then a warning again")
        .hasSizeGreaterThan(1);
    assertThat(err).contains("3 alerts fired, 2 resolved, 1 still firing: s");
  }

  @Test
  void severalGroupsThatFireAtTheEnd_areAllCounted() throws IOException {
    Path config =
        log(
            "c.yaml",
            "rules: [{ name: s, measure: count, window: 10s, group_by: path, above: 0 }]\n");
    String log = log("l.log", line(T, "/a", 200) + line(T, "/b", 200)).toString();
    assertThat(run("replay", "--config", config.toString(), log)).isZero();
    assertThat(err).contains("2 alerts fired, 0 resolved, 2 still firing: s");
  }

  @Test
  void quiet_saysWhatCouldNotBeWritten() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "there is no /dev/full");
    assertThat(run("replay", "-q", "--appender", "file:path=/dev/full", example().toString()))
        .isEqualTo(1);
    assertThat(err).contains("dropped").contains("No space left on device");
  }

  @Test
  void noStackTrace_ofWhatNobodyForesaw() throws IOException {
    String log = example().toString();
    for (Error error : List.of(new OutOfMemoryError("Java heap space"), new StackOverflowError())) {
      ByteArrayOutputStream messages = new ByteArrayOutputStream();
      Environment environment =
          new Environment(
              new ByteArrayInputStream(new byte[0]),
              OutputStream.nullOutputStream(),
              messages,
              Map.of(),
              "",
              Set.of(),
              stop -> {
                throw error;
              });
      assertThat(Cli.run(environment, "replay", log)).isEqualTo(1);
      assertThat(messages.toString(StandardCharsets.UTF_8))
          .contains(error instanceof OutOfMemoryError ? "not enough memory" : "StackOverflow")
          .doesNotContain("\tat ", "    at ");
    }
  }

  @Test
  void closedStandardInput_isNamed() throws IOException {
    assertThat(Main.standardInput("")).isSameAs(System.in);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Main.standardInput("0"),
            OutputStream.nullOutputStream(),
            messages,
            Map.of(),
            "",
            Set.of(),
            stop -> {});
    assertThat(Cli.run(environment, "replay", "-")).isEqualTo(1);
    assertThat(messages.toString(StandardCharsets.UTF_8)).contains("standard input is closed");
  }

  @Test
  void endlessSilences_areRefusedInOneLine() {
    assumeTrue(Files.isReadable(Path.of("/dev/zero")), "there is no /dev/zero");
    assertThat(run("silence", "list", "--silences", "/dev/zero")).isEqualTo(1);
    assertThat(err).contains("/dev/zero is too long for a file of silences");
    assertThat(err.lines()).hasSize(1);
  }

  @Test
  void replayWithoutFile_onATerminal_isWrongUsage() {
    assertThat(run(Set.of(0), Map.of(), "replay")).isEqualTo(2);
    assertThat(err).contains("replay needs a FILE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "monitor",
        "replay",
        "lines",
        "formats",
        "formats detect",
        "formats explain",
        "plugins",
        "plugins list",
        "appenders",
        "appenders test",
        "silence",
        "silence add",
        "silence list",
        "silence end",
        "state",
        "state show",
        "completion"
      })
  void help_isTheTextOfTheBuild(String command) throws IOException {
    String[] words = (command + " --help").trim().split(" ");
    assertThat(run(words)).isZero();
    assertThat(out).startsWith("Usage: simple-http-monitor");
    assertThat(GeneratedTexts.help(words)).isEqualTo(out);
  }

  @Test
  void version() {
    assertThat(run("--version")).isZero();
    assertThat(out).startsWith("simple-http-monitor ");
    assertThat(err).isEmpty();
  }

  @Test
  void completion_isAScript() {
    assertThat(run("completion")).isZero();
    assertThat(out).contains("_complete_simple-http-monitor");
  }

  @Test
  void lines_areByteForByte_orEscapedOnATerminal() throws IOException {
    String hit = line(T, "/a\u001b", 404);
    String log = log("l.log", line(T, "/b", 200) + hit + "junk\n").toString();
    assertThat(run("lines", "--where", "status == 404", log)).isZero();
    assertThat(out).isEqualTo(hit);
    assertThat(err).contains("1 of 3 lines match; 1 are no records");
    run(Set.of(1), Map.of(), "lines", "--where", "status == 404", log);
    assertThat(out).contains("/a\\x1B").doesNotContain("\u001b");
  }

  @Test
  void lines_ofARangeOfTime() throws IOException {
    String log = example().toString();
    assertThat(
            run(
                "lines",
                "--tz",
                "UTC",
                "--since",
                "2026-01-01 12:00:10",
                "--until",
                "2026-01-01T12:00:12Z",
                log))
        .isZero();
    assertThat(out.lines()).hasSize(26).allMatch(l -> l.contains("12:00:1"));
  }

  @Test
  void where_countsOnlyWhatPasses() throws IOException {
    assertThat(run("replay", "--where", "status == 404", example().toString())).isZero();
    assertThat(err).contains("1,287 filtered");
  }

  @Test
  void formats_listDetectExplain() throws IOException {
    assertThat(run("formats")).isZero();
    assertThat(out).contains("combined", "vhost-combined", "regex", "[built-in]");
    String log = log("f.log", line(T, "/a", 200) + "192.0.2.1 - - [nonsense] x\n").toString();
    assertThat(run("formats", "detect", log)).isZero();
    assertThat(out).startsWith("combined: 1 of 2 lines fit");
    assertThat(run("formats", "explain", log)).isZero();
    assertThat(out).containsPattern("path +text +/a").containsPattern("status +integer +200");
    assertThat(run("formats", "explain", "--line", "2", "--format", "combined", log)).isZero();
    assertThat(out).contains("malformed at column 16: this is not a time of the format (TIME)");
    List<String> shown = out.lines().toList();
    assertThat(shown.get(shown.size() - 1)).isEqualTo(" ".repeat(2 + 15) + "^");
    assertThat(run("formats", "explain", "--line", "9", log)).isEqualTo(1);
    assertThat(err).contains("there is no line 9; the last one is 2");
  }

  @Test
  void formats_ofAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo");
    for (String command : List.of("detect", "explain")) {
      assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor()).isZero();
      Thread writer =
          new Thread(
              () -> {
                try (OutputStream to = Files.newOutputStream(pipe)) {
                  to.write(line(T, "/", 200).repeat(3).getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      writer.start();
      String[] options =
          command.equals("detect")
              ? new String[] {"formats", command, pipe.toString()}
              : new String[] {"formats", command, "--format", "combined", pipe.toString()};
      assertThat(run(options)).as(err).isZero();
      writer.join();
      assertThat(out).contains("combined");
      Files.delete(pipe);
    }
  }

  @Test
  void formatFile_hasTheFormatOfTheLog() throws IOException {
    String log = log("a.log", "200 /a 971211336.5\n").toString();
    String other = log("b.log", "/b 200 971211336.5\n").toString();
    Path file =
        log(
            "nginx.conf",
            "log_format a '$status $uri $msec';\n"
                + "log_format b '$uri $status $msec';\n"
                + "log_format c '$uri$status';\n"
                + "access_log logs/a.log a; access_log logs/b.log b;\n");
    assertThat(run("formats", "explain", "--format-file", file.toString(), log)).isZero();
    assertThat(out).contains("format a: $status").containsPattern("path +text +/a");
    assertThat(run("replay", "--format-file", file + ":b", other)).isZero();
    assertThat(err).contains("format b", "1 parsed");
    assertThat(run("lines", "--where", "status == 200", "--format-file", file.toString(), other))
        .isZero();
    assertThat(out).isEqualTo("/b 200 971211336.5\n");
    assertThat(run("replay", "--format-file", file.toString(), log, other)).isEqualTo(2);
    assertThat(err).contains("which format of", "a (line 1), b (line 2), c (line 3)", ":NAME");
    assertThat(run("replay", "--format-file", file + ":d", log)).isEqualTo(2);
    assertThat(err).contains("has no format 'd'; it has a (line 1)");
    assertThat(run("replay", "--format-file", file + ":c", log)).isEqualTo(2);
    assertThat(err).contains("line 3: two fields with nothing between them", "^");
    assertThat(run("replay", "--format-file", log, log)).isEqualTo(2);
    assertThat(err).contains("has neither LogFormat");
  }

  @Test
  void severalFormats_areTriedInOrder() throws IOException {
    String log = log("two.log", line(T, "/a", 200) + "200 /b 1767268800\n").toString();
    String[] formats = {"--format", "combined", "--format", "nginx:$status $uri $msec"};
    String[] run = {"lines", "--where", "path == \"/b\"", log};
    assertThat(run(Stream.of(run, formats).flatMap(Stream::of).toArray(String[]::new))).isZero();
    assertThat(out).isEqualTo("200 /b 1767268800\n");
  }

  @Test
  void plugins_listSaysWhereFrom() {
    assertThat(run("plugins", "list")).isZero();
    assertThat(out).containsPattern("format +combined +built-in");
  }

  @Test
  void plugins_listShowsOptions() {
    assertThat(run("plugins", "list", "--options")).isZero();
    assertThat(out)
        .containsPattern("appender +file +built-in")
        .containsPattern("appender +webhook ")
        .containsPattern(" +max-size +how large it grows.*\\(100M\\)")
        .containsPattern(" +group-wait +.*\\(30s\\)");
  }

  @Test
  void appenders_takeEvents_alsoInAReplay_unlessTheyReachOutside() throws IOException {
    Path file = folder.resolve("events.json");
    String appender = "file:path=" + file.toString().replace(",", "\\,") + ",events=alert";
    assertThat(
            run(
                "replay",
                "--appender",
                appender,
                "--appender",
                "exec:command=/no/such/program",
                example().toString()))
        .isZero();
    assertThat(Files.readAllLines(file)).hasSize(1).first().asString().contains("\"firing\"");
    assertThat(err).contains("the appender 'exec' is off in a replay");
  }

  @Test
  void failingAppender_isInTheSummary_andTheExitCode() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "there is no /dev/full");
    assertThat(run("replay", "--appender", "file:path=/dev/full", example().toString()))
        .isEqualTo(1);
    assertThat(err)
        .containsPattern(
            "file: 0 events delivered, 0 tries repeated, \\d+ dropped, 0 left waiting;"
                + " last failure: /dev/full: No space left on device");
  }

  @Test
  void wrongAppenders_areExplained_withoutSecrets() throws IOException {
    String log = example().toString();
    for (String[] wrong :
        new String[][] {
          {"file:pth=/x", "did you mean 'path'?"},
          {"webhok:url=s3cret", "did you mean 'webhook'?"},
          {"webhook:s3cret", "not of the form"},
          {"webhook:url=s3cret", "beginning with http"},
          {"webhook:url=${NO_SUCH}", "the variable NO_SUCH is not set"},
          {"file:path=/x,path=/y", "given twice"},
          {"slf4j", "no logging back end"}
        }) {
      assertThat(run("monitor", "--once", "--appender", wrong[0], log)).isEqualTo(2);
      assertThat(err).contains(wrong[1]).doesNotContain("s3cret");
    }
  }

  @Test
  void appendersTest_triesEach_andSaysHowItWent() throws IOException {
    Path file = folder.resolve("test.json");
    assertThat(
            run(
                "appenders",
                "test",
                "--appender",
                "file:path=" + file,
                "--appender",
                "exec:command=/no/such/program",
                "--appender",
                "exec:command=/bin/cat"))
        .isEqualTo(1);
    assertThat(out.lines())
        .containsExactly(
            "file: delivered",
            "exec: failed: /no/such/program cannot be started: No such file or directory",
            "exec: delivered");
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(l -> l.contains("please ignore"));
    assertThat(run("appenders", "test", "--appender", "file:path=" + file)).isZero();
  }

  @Test
  void silences_areAddedListedEnded() {
    String file = folder.resolve("silences").toString();
    assertThat(run("silence", "list", "--silences", file)).isZero();
    assertThat(out).isEmpty();
    assertThat(run("silence", "add", "--silences", file, "--for", "2h", "rule=a b")).isZero();
    assertThat(
            run(
                Set.of(),
                Map.of("SIMPLE_HTTP_MONITOR_SILENCES", file),
                "silence",
                "add",
                "--for",
                "1h",
                "--comment",
                "why",
                "rule=c"))
        .isZero();
    assertThat(run("silence", "--silences", file)).isZero();
    assertThat(out).containsPattern("1  \\S+Z \\S+Z \"rule=a b\"\n2  \\S+Z \\S+Z rule=c # why\n");
    assertThat(run("silence", "end", "--silences", file, "1")).isZero();
    assertThat(run("silence", "list", "--silences", file)).isZero();
    assertThat(out).startsWith("1  ").contains("rule=c").doesNotContain("rule=a");
    assertThat(run("silence", "end", "--silences", file, "7")).isEqualTo(2);
    assertThat(run("silence", "add", "--silences", file, "--for", "1h", "rule")).isEqualTo(2);
    assertThat(run("silence", "add", "--silences", file, "--for", "1h", "rule==c")).isEqualTo(2);
    assertThat(err).contains("'rule==c': a matcher has one =");
    assertThat(run("silence", "list")).isEqualTo(2);
    assertThat(err).contains("SIMPLE_HTTP_MONITOR_SILENCES");
  }

  @Test
  void wrongSilences_areRefused() throws IOException {
    String file = log("silences", "nonsense\n").toString();
    assertThat(run("replay", "--silences", file, example().toString())).isEqualTo(2);
    assertThat(err).contains("line 1");
  }

  @Test
  void anonymize_zeroesAddresses() throws IOException {
    String log = log("l.log", "192.0.2.77 - - junk\n" + line(T, "/", 200)).toString();
    assertThat(run("replay", "--anonymize", "1", log)).isZero();
    assertThat(out).contains("192.0.2.0 - - junk").doesNotContain("192.0.2.77");
    assertThat(run("replay", "--anonymize", "4", log)).isEqualTo(2);
  }

  @Test
  void brokenPluginJar_isReportedAndSkipped() throws IOException {
    Path jar = Files.createDirectory(folder.resolve("plugins")).resolve("broken.jar");
    Files.writeString(jar, "no jar");
    assertThat(run("plugins", "list", "--plugins", jar.getParent().toString())).isEqualTo(1);
    assertThat(err).contains("broken.jar").contains("left out");
    assertThat(run("replay", "--plugins", jar.getParent().toString(), example().toString()))
        .isZero();
  }

  @Test
  void sampleLog_isAccountedFor() {
    Path sample = Path.of("../../shared/logs/combined/examples__apache_logs");
    assumeTrue(Files.exists(sample), "the sample logs are not there");
    assertThat(run("replay", "--output", "json", sample.toString())).isZero();
    String summary = out.lines().reduce((a, b) -> b).orElseThrow();
    assertThat(summary)
        .contains("\"lines\":10000")
        .containsPattern("\"malformed\":[01],")
        .contains("\"missed\":0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "formats detect", "help"})
  void help_isAlsoACommand(String command) throws IOException {
    assertThat(run((command + " --help").split(" "))).isZero();
    String expected = out;
    assertThat(run(("help " + command).split(" "))).isZero();
    assertThat(out).isEqualTo(expected).startsWith("Usage: simple-http-monitor " + command);
    assertThat(GeneratedTexts.help(("help " + command).split(" "))).isEqualTo(expected);
  }

  @Test
  void help_ofNoCommand() {
    assertThat(run("help", "replai")).isEqualTo(2);
    assertThat(err).contains("there is no command 'replai'; did you mean 'replay'?");
  }

  @Test
  void help_amongOtherOptions() {
    assertThat(run("replay", "--jobs", "2", "--help")).isZero();
    assertThat(out).startsWith("Usage: simple-http-monitor replay");
  }

  @Test
  void commands_areKnownWithoutTheLibrary() {
    assertThat(Cli.COMMANDS).isEqualTo(Cli.commandLine().getSubcommands().keySet());
  }

  private void twoDays() throws IOException {
    log("a.log.1", line(T, "/a", 200));
    log("a.log", line(T.plusSeconds(60), "/b", 200));
    log("other.txt", line(T, "/c", 200));
    log(".hidden", line(T, "/d", 200));
    Files.createDirectory(folder.resolve("below"));
  }

  @Test
  void patterns_areExpandedByTheCommand() throws IOException {
    twoDays();
    assertThat(run("replay", folder + "/a.log*")).isZero();
    assertThat(err).contains("2 lines = 2 parsed");
    assertThat(run("lines", folder + "/?.log*")).isZero();
    assertThat(out).isEqualTo(line(T.plusSeconds(60), "/b", 200) + line(T, "/a", 200));
  }

  @Test
  void aFolder_isTheFilesInIt() throws IOException {
    twoDays();
    assertThat(run("replay", folder.toString())).isZero();
    assertThat(err).contains("3 lines = 3 parsed");
  }

  @Test
  void ofAFolder_onlyWhatIsWrittenToIsFollowed() throws IOException {
    twoDays();
    log("a.log-20260101", line(T, "/e", 200));
    log("b.log.2.gz", "");
    assertThat(InputFiles.toFollow(List.of(folder.toString())))
        .containsExactly(folder.resolve("a.log"), folder.resolve("other.txt"));
    assertThat(InputFiles.toFollow(List.of(folder + "/a.log.1")))
        .containsExactly(folder.resolve("a.log.1"));
  }

  @Test
  void aFileOfExactlyThatName_isNoPattern() throws IOException {
    log("[x].log", line(T, "/a", 200));
    log("x.log", line(T, "/b", 200));
    assertThat(run("lines", folder + "/[x].log")).isZero();
    assertThat(out).contains("/a").doesNotContain("/b");
  }

  @Test
  void aPatternThatFitsNothing_isToldByName() {
    assertThat(run("replay", folder + "/*.log")).isEqualTo(1);
    assertThat(err).contains("/*.log' fits no file");
  }

  @Test
  void state_isKeptAndShown() throws IOException {
    Path log = example();
    String state = folder.resolve("state").toString();
    assertThat(run("--once", "--state-dir", state, log.toString())).isZero();
    assertThat(err).doesNotContain("with the runs before");
    Files.writeString(log, line(T.plusSeconds(100), "/a", 200), StandardOpenOption.APPEND);
    assertThat(run("--once", "--state-dir", state, log.toString())).isZero();
    assertThat(err)
        .contains("1 lines = 1 parsed")
        .contains("with the runs before: 1,301 lines, 1 alerts fired, 0 resolved");
    assertThat(run("state", "show", state)).isZero();
    assertThat(out)
        .contains(
            "1,301 = 1,301 parsed",
            "firing            high-traffic",
            "format combined, from byte ");
    assertThat(run("state", "show", folder.resolve("nothing").toString()))
        .isEqualTo(ExitCode.FAILURE);
    assertThat(run("state", "show", log.toString())).isEqualTo(ExitCode.FAILURE);
    assertThat(err).contains("it is no state of a monitor");
    assertThat(run("replay", "--state-dir", state, log.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(run("--once", "--state-dir", log.toString(), log.toString()))
        .isEqualTo(ExitCode.FAILURE);
    assertThat(err).contains("cannot be used");
  }

  @Test
  void stateDirectory_mayStandInTheConfiguration_andReplaysLeaveItAlone() throws IOException {
    Path log = example();
    Path state = folder.resolve("own state");
    Path config = folder.resolve("monitor.yaml");
    Files.writeString(config, "state_dir: \"" + state + "\"\n");
    assertThat(run("replay", "--config", config.toString(), log.toString())).isZero();
    assertThat(state).doesNotExist();
    assertThat(run("--once", "--config", config.toString(), log.toString())).isZero();
    assertThat(state.resolve("checkpoint")).isRegularFile();
    assertThat(run("config", "print", "--config", config.toString(), log.toString())).isZero();
    assertThat(out).contains("state_dir: ");
  }
}
