package io.github.simplehttpmonitor.core.source;

import java.time.Duration;

/**
 * How a file is followed.
 *
 * @param fromStart whether lines that are there at the first poll are handed out
 * @param maxLineBytes the longest line that is handed out whole
 * @param readBufferBytes how much is read at once
 * @param rotateWait how long an old file is kept open once its successor is there and no byte came
 */
public record FollowOptions(
    boolean fromStart, int maxLineBytes, int readBufferBytes, Duration rotateWait) {

  /** From the end, lines up to 1 MiB, 256 KiB at once, five seconds. */
  public static final FollowOptions DEFAULTS =
      new FollowOptions(false, 1 << 20, 256 << 10, Duration.ofSeconds(5));

  /** Checks the values. */
  public FollowOptions {
    if (maxLineBytes < 1 || readBufferBytes < 1) {
      throw new IllegalArgumentException("maxLineBytes and readBufferBytes have to be positive");
    }
    if (rotateWait.isNegative()) {
      throw new IllegalArgumentException("rotateWait must not be negative");
    }
  }

  /** Returns these options with another start. */
  public FollowOptions withFromStart(boolean value) {
    return new FollowOptions(value, maxLineBytes, readBufferBytes, rotateWait);
  }

  /** Returns these options with another limit of a line. */
  public FollowOptions withMaxLineBytes(int value) {
    return new FollowOptions(fromStart, value, readBufferBytes, rotateWait);
  }

  /** Returns these options with another read size. */
  public FollowOptions withReadBufferBytes(int value) {
    return new FollowOptions(fromStart, maxLineBytes, value, rotateWait);
  }

  /** Returns these options with another wait for late writes. */
  public FollowOptions withRotateWait(Duration value) {
    return new FollowOptions(fromStart, maxLineBytes, readBufferBytes, value);
  }
}
