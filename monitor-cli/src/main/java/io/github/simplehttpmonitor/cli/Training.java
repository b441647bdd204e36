package io.github.simplehttpmonitor.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Does a little of what users do most, so that the launcher learns which classes that takes. It
 * puts them into an archive of shared classes, from which the JVM starts sooner.
 */
public final class Training {

  private static final int LINES = 400;

  private Training() {}

  /**
   * Runs the commands on a small log; nothing is printed.
   *
   * @param args ignored
   * @throws IOException if the log cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("simple-http-monitor");
    Path empty = Files.createFile(folder.resolve("empty.log"));
    Path log = Files.writeString(folder.resolve("access.log"), log());
    Path zipped = folder.resolve("access.log.1.gz");
    try {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
        out.write(log().getBytes(StandardCharsets.UTF_8));
      }
      run("--help");
      run("replay", empty.toString());
      run("replay", log.toString());
      run("replay", "--jobs", "2", log.toString(), zipped.toString());
      run("replay", "--output", "json", "--where", "status >= 500", zipped.toString());
      run("replay", "--since", "2026-01-01", "--until", "2026-01-02T00:00:00Z", "-");
      run("lines", "--where", "status == 404 && path startsWith \"/b\"", log.toString());
      run("monitor", "--once", "--request-threshold", "1", log.toString());
      run("formats", "detect", log.toString());
      run("formats", "list");
      run("replay", folder.resolve("missing.log").toString());
      run("replay", "--wrong");
    } finally {
      for (Path file : List.of(empty, log, zipped)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    }
  }

  private static void run(String... args) {
    int unused =
        Main.run(
            new ByteArrayInputStream(log().getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            args);
  }

  private static String log() {
    StringBuilder text = new StringBuilder("no request\n");
    for (int i = 0; i < LINES; i++) {
      text.append("192.0.2.").append(i % 200);
      text.append(" - - [01/Jan/2026:12:00:").append(i % 60 < 10 ? "0" : "").append(i % 60);
      text.append(" +0000] \"GET /").append((char) ('a' + i % 5)).append("/x?y HTTP/1.1\" ");
      text.append(i % 7 == 0 ? 404 : i % 11 == 0 ? 503 : 200).append(" 1234 \"-\" \"agent\"\n");
    }
    return text.toString();
  }
}
