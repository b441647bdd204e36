package io.github.simplehttpmonitor.core.runtime;

import java.io.Closeable;
import java.io.IOException;

/**
 * An input cut into segments of {@link #SEGMENT_BYTES}, each with the lines that begin in it. Where
 * the cuts are depends on the input alone.
 */
interface Blocks extends Closeable {

  /** The length of a segment. */
  int SEGMENT_BYTES = 4 << 20;

  /**
   * Takes the next segment. Calls come one after the other.
   *
   * @param block is filled, or will be by {@link #load}
   * @return its number, from 0; -1 at the end
   */
  long next(Block block) throws IOException;

  /** Does what is left to fill a block that {@link #next} gave; may run beside other calls. */
  default void load(long number, Block block) throws IOException {}
}
