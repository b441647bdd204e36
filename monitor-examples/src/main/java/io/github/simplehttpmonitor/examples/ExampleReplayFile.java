package io.github.simplehttpmonitor.examples;

import io.github.simplehttpmonitor.core.Monitor;
import io.github.simplehttpmonitor.core.Summary;
import io.github.simplehttpmonitor.core.appender.TextAppender;
import java.nio.file.Path;
import java.time.ZoneOffset;

/**
 * Reads an archive and prints what a live monitor would have said at the log's own times.
 *
 * <p>Use it to try a threshold on yesterday's log, or in a job that looks at a finished file. For a
 * file that still grows, see {@link ExampleFollowFile}; without statistics and alerts, {@link
 * ExampleParseRecords}.
 */
public final class ExampleReplayFile {

  private ExampleReplayFile() {}

  /**
   * Runs the example.
   *
   * @param args the log, which may be compressed with gzip
   */
  public static void main(String[] args) {
    Monitor monitor =
        Monitor.builder()
            .requestThreshold(0.3)
            .appender("text", new TextAppender(System.out, ZoneOffset.UTC, false))
            .build();
    Summary summary = monitor.replay(Path.of(args[0]));
    System.out.println(summary.event().accounting());
  }
}
