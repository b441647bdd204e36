package io.github.simplehttpmonitor.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What was done, shown as rates per second beside the blocks per second. */
@AuxCounters
@State(Scope.Thread)
public class Work {
  /** Bytes of the lines, newlines included. */
  public long bytes;

  /** Lines. */
  public long lines;

  void add(Block block) {
    bytes += block.bytes.length;
    lines += block.lines();
  }
}
