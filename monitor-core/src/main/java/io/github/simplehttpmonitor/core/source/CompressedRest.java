package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.source.SourceNotice.Code;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The rest of a file that was compressed since an earlier run read a part of it. */
final class CompressedRest implements Closeable {

  private static final int BUFFER_BYTES = 64 << 10;

  private final Candidate file;
  private final LineSink sink;
  private final LineAssembler lines;
  private final SourceFile announced;
  private final byte @Nullable [] state;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private @Nullable InputStream in;
  private boolean begun;
  private boolean ended;

  CompressedRest(
      Candidate file,
      int number,
      long from,
      byte @Nullable [] state,
      FollowOptions options,
      LineSink sink,
      LogChain chain)
      throws IOException {
    this.file = file;
    this.sink = sink;
    this.state = state;
    this.lines = new LineAssembler(options.maxLineBytes(), sink, chain.counts());
    FileIdentity identity = FileIdentity.of(file.key(), new byte[0], 0);
    this.announced = new SourceFile(number, file.path(), identity, from);
    if (from > 0) {
      lines.startInside();
    }
  }

  boolean isEnded() {
    return ended;
  }

  /** Reads at most that many bytes; returns how many. */
  long read(int maxBytes) {
    long done = 0;
    try {
      InputStream stream = opened();
      while (done < maxBytes && !ended) {
        int count = stream.read(buffer, 0, (int) Math.min(buffer.length, maxBytes - done));
        if (count < 0) {
          end();
        } else {
          lines.accept(buffer, 0, count);
          done += count;
        }
      }
    } catch (IOException e) {
      String message = "cannot be read to its end: " + LogChain.reason(e) + "; lines are missing";
      sink.notice(new SourceNotice(Code.UNREADABLE, file.path(), message));
      end();
    }
    return done;
  }

  private InputStream opened() throws IOException {
    InputStream stream = in;
    if (stream == null) {
      stream = new GZIPInputStream(Channels.newInputStream(file.channel()), BUFFER_BYTES);
      in = stream;
      begun = true;
      if (state == null) {
        sink.newFile(announced);
      } else {
        sink.newFile(announced, state);
      }
      stream.skipNBytes(announced.start());
    }
    return stream;
  }

  private void end() {
    ended = true;
    if (begun) {
      lines.finish();
      sink.endFile(announced);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
