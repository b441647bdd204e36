package io.github.simplehttpmonitor.core.runtime;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A stream that is opened when it is read for the first time. */
final class LateStream extends InputStream {

  private final Opener opener;
  private @Nullable InputStream in;
  private boolean closed;

  /** Opens the stream. */
  interface Opener {
    InputStream open() throws IOException;
  }

  LateStream(Opener opener) {
    this.opener = opener;
  }

  private synchronized InputStream in() throws IOException {
    InputStream opened = in;
    if (closed) {
      throw new IOException("closed");
    }
    if (opened == null) {
      opened = opener.open();
      in = opened;
    }
    return opened;
  }

  @Override
  public int read() throws IOException {
    return in().read();
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    return in().read(buffer, from, length);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (in != null) {
      in.close();
    }
  }
}
