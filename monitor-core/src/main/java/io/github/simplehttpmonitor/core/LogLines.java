package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.event.NoticeEvent;
import io.github.simplehttpmonitor.core.runtime.LineSearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the lines of logs whose requests pass a filter or lie in a range of time, byte for byte.
 * Made by {@link MonitorBuilder#buildLines}; used by one thread.
 *
 * <pre>{@code
 * LogLines lines = Monitor.builder().where("status >= 500").buildLines(System.err::println);
 * lines.search(Path.of("access.log"), (bytes, length) -> { System.out.write(bytes, 0, length); return true; });
 * }</pre>
 */
public final class LogLines {

  private final LineSearch search;
  private volatile boolean stopped;
  private volatile long bytesTotal = -1;

  LogLines(MonitorBuilder builder, Consumer<NoticeEvent> notices) {
    this.search =
        new LineSearch(
            builder.runSettings(), builder.snapshot().selection(), notices, () -> stopped);
  }

  /** Takes lines, each with its terminator. */
  @FunctionalInterface
  public interface Output {

    /**
     * Takes some lines.
     *
     * @param bytes hold them from index 0 on; not to be kept
     * @return whether more are wanted
     */
    boolean write(byte[] bytes, int length) throws IOException;
  }

  /** Says which files are going to be searched, so that progress has an end. */
  public void expect(List<Path> files) {
    long total = 0;
    for (Path file : files) {
      try {
        // Of anything else the size means nothing.
        total = Files.isRegularFile(file) && total >= 0 ? total + Files.size(file) : -1;
      } catch (IOException e) {
        total = -1;
      }
    }
    bytesTotal = total;
  }

  /** {@return how far it has come; to be called by any thread} */
  public Progress progress() {
    return new Progress(search.bytesRead(), bytesTotal, search.linesSoFar());
  }

  /**
   * Searches a file. One that cannot be read is told in a notice and counted.
   *
   * @return whether more lines are wanted
   * @throws IOException if the output fails
   */
  public boolean search(Path file, Output out) throws IOException {
    return search.search(file, out::write);
  }

  /**
   * Searches a stream and closes it.
   *
   * @return whether more lines are wanted
   * @throws IOException if the output fails
   */
  public boolean search(String name, InputStream in, Output out) throws IOException {
    return search.search(name, in, out::write);
  }

  /** Asks a search to end soon; from any thread. */
  public void stop() {
    stopped = true;
  }

  /** {@return lines read so far} */
  public long lines() {
    return search.lines();
  }

  /** {@return lines handed out so far} */
  public long matched() {
    return search.matched();
  }

  /** {@return lines so far that are no records; they never match} */
  public long malformed() {
    return search.malformed();
  }

  /** {@return inputs that could not be read, or not to their end} */
  public int failures() {
    return search.failures();
  }
}
