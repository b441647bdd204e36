package io.github.simplehttpmonitor.compression;

import io.github.simplehttpmonitor.core.spi.CompressionProvider;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2, also where several files were joined. */
public final class Bzip2 implements CompressionProvider {

  /** For {@link java.util.ServiceLoader}. */
  public Bzip2() {}

  @Override
  public String name() {
    return "bzip2";
  }

  @Override
  public boolean matches(byte[] head, int length) {
    // "BZh", then the size of the blocks in 100 kB
    return length >= 4
        && head[0] == 'B'
        && head[1] == 'Z'
        && head[2] == 'h'
        && head[3] >= '1'
        && head[3] <= '9';
  }

  @Override
  public InputStream decompress(InputStream in) throws IOException {
    return new BZip2CompressorInputStream(in, true);
  }
}
