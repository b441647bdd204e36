package io.github.simplehttpmonitor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.appender.TextAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Keeps the README's picture true: it is drawn from what the monitor says of a log with 13 requests
 * in each of 100 seconds. {@code -Dupdate-golden=true} draws it anew.
 */
class TerminalPictureTest {

  private static final Path PICTURE = Project.ROOT.resolve("docs/terminal.svg");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final List<String> TARGETS =
      List.of("/", "/shop/items?page=2", "/api/orders", "/api/orders/17", "/static/site.css");

  private static final int LINE_HEIGHT = 19;

  @Test
  void picture_showsWhatIsPrinted() throws Exception {
    String picture = draw("$ ./simple-http-monitor replay --quiet access.log", printed(true));
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(PICTURE, picture);
    }
    assertThat(PICTURE).hasContent(picture);
  }

  @Test
  void readme_showsWhatIsPrinted() throws Exception {
    assertThat(Files.readString(Project.ROOT.resolve("README.md")))
        .contains(printed(false).stream().filter(line -> line.contains("igh traffic")).toList())
        .contains(printed(false).get(0));
  }

  private static List<String> printed(boolean color) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Monitor.builder()
        .appender("text", new TextAppender(out, ZoneOffset.UTC, color))
        .build()
        .replay("access.log", new ByteArrayInputStream(log().getBytes(StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String log() {
    DateTimeFormatter stamp =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    StringBuilder log = new StringBuilder();
    for (int i = 0; i <= 1300; i++) {
      int second = i < 1300 ? i / 13 : 150;
      log.append(
          String.format(
              Locale.ROOT,
              "192.0.2.%d - - [%s] \"GET %s HTTP/1.1\" 200 %d \"-\" \"curl/8.5.0\"%n",
              1 + i % 29,
              stamp.format(START.plusSeconds(second)),
              // The sections take turns at the top.
              TARGETS.get((i % 3 == 0 ? second / 20 : i) % TARGETS.size()),
              100 + i));
    }
    return log.toString();
  }

  private static String draw(String prompt, List<String> lines) {
    int width = lines.stream().mapToInt(String::length).max().orElse(0) * 8;
    int height = (lines.size() + 1) * LINE_HEIGHT + 30;
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" font-family=\"ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace\"")
        .append(" font-size=\"13\" xml:space=\"preserve\">\n")
        .append("<title>simple-http-monitor in a terminal</title>\n")
        .append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>\n");
    int y = 28;
    text(svg, y, "#8a93a3", prompt);
    for (String line : lines) {
      y += LINE_HEIGHT;
      String color =
          line.startsWith("\u001B[31m")
              ? "#ff6b6b"
              : line.startsWith("\u001B[32m") ? "#69db7c" : "#e8eaed";
      text(svg, y, color, line.replaceAll("\u001B\\[[0-9]*m", ""));
    }
    return svg.append("</svg>\n").toString();
  }

  private static void text(StringBuilder svg, int y, String color, String line) {
    svg.append("<text x=\"16\" y=\"")
        .append(y)
        .append("\" fill=\"")
        .append(color)
        .append("\">")
        .append(line.replace("&", "&amp;").replace("<", "&lt;"))
        .append("</text>\n");
  }
}
