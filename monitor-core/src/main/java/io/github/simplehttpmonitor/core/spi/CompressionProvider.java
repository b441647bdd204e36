package io.github.simplehttpmonitor.core.spi;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads logs in a form of compression. Found by {@link java.util.ServiceLoader} when a log begins
 * with bytes that are no text; gzip is built in. Safe for any number of threads.
 */
public interface CompressionProvider {

  /** How many bytes of a file's beginning {@link #matches} is shown at most. */
  int HEAD_BYTES = 8;

  /** {@return what the compression is called, {@code xz} for instance} */
  String name();

  /**
   * {@return whether a file that begins so is compressed in this form}
   *
   * @param head the first bytes of the file; not to be changed
   * @param length how many of them there are
   */
  boolean matches(byte[] head, int length);

  /**
   * {@return what was compressed; where files were joined, that of all of them}
   *
   * @param in begins with the head; it is closed with what is returned
   * @throws IOException if it is not of this form after all
   */
  InputStream decompress(InputStream in) throws IOException;
}
