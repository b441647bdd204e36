package io.github.simplehttpmonitor.compression;

import io.github.simplehttpmonitor.core.spi.CompressionProvider;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/** The .xz format, version 1, also where several files were joined. */
public final class Xz implements CompressionProvider {

  private static final byte[] MAGIC = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};

  /**
   * A log needs a dictionary of 64 MiB at most, that of {@code xz -9}; a hostile one may name 4
   * GiB.
   */
  private static final int MAX_KIBIBYTES = 100 << 10;

  /** For {@link java.util.ServiceLoader}. */
  public Xz() {}

  @Override
  public String name() {
    return "xz";
  }

  @Override
  public boolean matches(byte[] head, int length) {
    return Magic.begins(head, length, MAGIC);
  }

  @Override
  public InputStream decompress(InputStream in) throws IOException {
    return new XZInputStream(in, MAX_KIBIBYTES);
  }
}
