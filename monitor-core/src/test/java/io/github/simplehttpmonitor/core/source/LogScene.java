package io.github.simplehttpmonitor.core.source;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A log in a directory, a server that writes it, a follower that reads it, and who counts both. */
final class LogScene implements AutoCloseable {
  private static final String FILLER = " - - \"GET /section/page HTTP/1.1\" 200 1234";

  final Path log;
  final RecordingSink sink = new RecordingSink();
  final FileFollower follower;
  final List<String> written = new ArrayList<>();
  private final Map<OutputStream, Integer> writers = new LinkedHashMap<>();
  private OutputStream writer = OutputStream.nullOutputStream();
  private long nanos;
  private int files;
  private int date;
  private int count;

  LogScene(Path directory) {
    this(directory, FollowOptions.DEFAULTS.withFromStart(true));
  }

  LogScene(Path directory, FollowOptions options) {
    log = directory.resolve("access.log");
    follower = new FileFollower(log, options, sink, () -> nanos);
  }

  Path beside(String name) {
    return log.resolveSibling(name);
  }

  /** Opens the log as a server does that was told to reopen it. */
  OutputStream reopen() throws IOException {
    return reopen(log);
  }

  OutputStream reopen(Path path) throws IOException {
    writer = new FileOutputStream(path.toFile(), true);
    writers.put(writer, ++files);
    return writer;
  }

  /** Writes lines to what was opened last. */
  void write(int lines) throws IOException {
    write(writer, lines);
  }

  /** Returns the handle that was opened last. */
  OutputStream writer() {
    return writer;
  }

  void write(OutputStream out, int lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(line(out, "")).append('\n');
    }
    raw(out, text.toString());
  }

  /** Makes a line that is counted as written. */
  String line(String more) {
    return line(writer, more);
  }

  private String line(OutputStream out, String more) {
    String line = "file " + writers.get(out) + " line " + ++count + FILLER + more;
    written.add(line);
    return line;
  }

  void raw(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void raw(String text) throws IOException {
    raw(writer, text);
  }

  void rename(String from, String to) throws IOException {
    Files.move(beside(from), beside(to));
  }

  /** Gives rotated files a date, not an index. */
  void useDates() {
    date = 20_260_101;
  }

  void rotate() throws IOException {
    rename("access.log", rotatedName());
  }

  /**
   * Returns the next free name of a rotated file, as logrotate makes it: .1 moves to .2 and so on.
   */
  String rotatedName() throws IOException {
    if (date > 0) {
      return "access.log-" + date++;
    }
    int last = 1;
    while (Files.exists(beside("access.log." + last))) {
      last++;
    }
    for (int i = last; i > 1; i--) {
      rename("access.log." + (i - 1), "access.log." + i);
    }
    return "access.log.1";
  }

  void copyTruncate(String copy) throws IOException {
    Files.copy(log, beside(copy));
    truncate();
  }

  /** Truncates the log; the handle stays open and appends to what is a new file in content. */
  void truncate() throws IOException {
    try (FileOutputStream out = new FileOutputStream(log.toFile())) {
      out.flush();
    }
    writers.put(writer, ++files);
  }

  PollResult poll() {
    return follower.poll(1 << 20);
  }

  void pollAll() {
    for (int i = 0; i < 1000 && !(poll().caughtUp() && i > 1); i++) {
      continue;
    }
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** Returns the written lines that never came. */
  List<String> lost() {
    List<String> lost = new ArrayList<>(written);
    sink.lines.forEach(lost::remove);
    return lost;
  }

  /** Returns the lines that came without being written, or again. */
  List<String> surplus() {
    List<String> surplus = new ArrayList<>(sink.lines);
    written.forEach(surplus::remove);
    return surplus;
  }

  /** Returns whether the lines of each file came in the order they were written. */
  boolean inOrder() {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (String line : written) {
      int place = sink.lines.indexOf(line);
      if (place >= 0) {
        places.computeIfAbsent(line.split(" line ")[0], f -> new ArrayList<>()).add(place);
      }
    }
    return places.values().stream().allMatch(list -> list.stream().sorted().toList().equals(list));
  }

  @Override
  public void close() throws IOException {
    follower.close();
    for (OutputStream out : writers.keySet()) {
      out.close();
    }
  }
}
