package io.github.simplehttpmonitor.core.source;

/**
 * What one poll did.
 *
 * @param bytes bytes read
 * @param lines lines handed out, overlong ones included
 * @param caughtUp whether everything that was there has been read
 * @param state what is at the path
 */
public record PollResult(long bytes, long lines, boolean caughtUp, State state) {
  /** What is at the path. */
  public enum State {
    /** A file that is read. */
    FOLLOWING,
    /** Nothing; an old file may still be read. */
    MISSING,
    /** Something that cannot be read at present. */
    UNREADABLE,
    /** A directory. */
    DIRECTORY,
    /** A pipe, a device or a socket: to be read with {@link StreamLines}, not followed. */
    NOT_A_FILE
  }
}
