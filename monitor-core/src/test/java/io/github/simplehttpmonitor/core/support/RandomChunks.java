package io.github.simplehttpmonitor.core.support;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;

/** Gives bytes in chunks of random sizes. */
public final class RandomChunks extends InputStream {

  private final ByteArrayInputStream bytes;
  private final Random random;
  private final int largest;

  /** Makes a stream whose chunks have at most {@code largest} bytes. */
  public RandomChunks(byte[] bytes, long seed, int largest) {
    this.bytes = new ByteArrayInputStream(bytes);
    this.random = new Random(seed);
    this.largest = largest;
  }

  @Override
  public int read() {
    return bytes.read();
  }

  @Override
  public int read(byte[] buffer, int from, int length) {
    return bytes.read(buffer, from, Math.min(length, 1 + random.nextInt(largest)));
  }
}
