package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.FileFollower;
import io.github.simplehttpmonitor.core.source.PollResult;
import org.jspecify.annotations.Nullable;

/** Something that is followed. */
interface Live {

  /** {@return what it is called in notices} */
  String name();

  /** Reads at most about that many bytes and hands out the lines they complete; does not block. */
  PollResult poll(int maxBytes);

  /** {@return who gets its lines, null as long as it is not known of what format they are} */
  @Nullable PartitionReader reader();

  /** {@return whether nothing will come any more} */
  default boolean isEnded() {
    return false;
  }

  /** Hands out a half line that waits for its newline, and closes what is open. */
  void finish();

  /** Closes what is open, and leaves a half line to the run that goes on from here. */
  default void suspend() {
    finish();
  }

  /** A log file. */
  record LogFile(String name, FileFollower follower, PartitionReader reader) implements Live {

    @Override
    public PollResult poll(int maxBytes) {
      return follower.poll(maxBytes);
    }

    @Override
    public void suspend() {
      follower.close();
    }

    @Override
    public void finish() {
      follower.finish();
      follower.close();
    }
  }
}
