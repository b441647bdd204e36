package io.github.simplehttpmonitor.compression;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.simplehttpmonitor.core.spi.CompressionProvider;
import java.io.IOException;
import java.io.InputStream;

/** Zstandard (RFC 8878), also where several files were joined. */
public final class Zstd implements CompressionProvider {

  private static final byte[] MAGIC = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

  /** For {@link java.util.ServiceLoader}. */
  public Zstd() {}

  @Override
  public String name() {
    return "zstd";
  }

  @Override
  public boolean matches(byte[] head, int length) {
    return Magic.begins(head, length, MAGIC);
  }

  @Override
  public InputStream decompress(InputStream in) throws IOException {
    return new ZstdInputStreamNoFinalizer(in);
  }
}
