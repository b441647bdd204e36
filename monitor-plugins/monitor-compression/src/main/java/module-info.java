import org.jspecify.annotations.NullMarked;

/** Reads logs compressed with bzip2, xz and zstd. */
@NullMarked
module io.github.simplehttpmonitor.compression {
  requires static org.jspecify;
  requires io.github.simplehttpmonitor.core;
  requires org.apache.commons.compress;
  requires org.tukaani.xz;
  requires com.github.luben.zstd_jni;

  provides io.github.simplehttpmonitor.core.spi.CompressionProvider with
      io.github.simplehttpmonitor.compression.Bzip2,
      io.github.simplehttpmonitor.compression.Xz,
      io.github.simplehttpmonitor.compression.Zstd;
}
