package io.github.simplehttpmonitor.core.source;

import java.nio.file.Path;

/**
 * Something about a source that its operator should know. A lasting condition is told once.
 *
 * @param code what happened
 * @param path the file it happened to
 * @param message one sentence for people
 */
public record SourceNotice(Code code, Path path, String message) {
  /** What happened. */
  public enum Code {
    /** Nothing was at the path twice in a row, or at the start; every poll looks for it. */
    MISSING,
    /** The path can be read, after a time when it could not. */
    APPEARED,
    /** The file was renamed and another one is at the path. */
    ROTATED,
    /** The file was copied and truncated; the rest of the old content is read from the copy. */
    COPIED_AND_TRUNCATED,
    /** The file was truncated; what was written since the last poll and cut off is not known. */
    TRUNCATED,
    /** Another file, or other content in the same file, is at the path. */
    REPLACED,
    /** The file at the path is another one with the same content, which is read on. */
    CONTINUED,
    /** Reading goes on where an earlier run ended. */
    RESUMED,
    /** What an earlier run read is not there any more: lines may be missing. */
    LOST,
    /** The file cannot be read; it is tried again at every poll. */
    UNREADABLE,
    /** The path is a directory. */
    DIRECTORY,
    /** The path is a pipe, a device or a socket, which cannot be followed. */
    NOT_A_FILE
  }
}
