package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the reading of all logs stood, at the end of a line of each.
 *
 * @param elapsedNanos how long ago the highest time had been seen
 * @param sources the logs
 */
public record SavedSources(long elapsedNanos, List<SavedSource> sources) {

  private static final int FORM_VERSION = 1;
  private static final int MAX_SOURCES = 1_000_000;

  /** Makes the list unmodifiable. */
  public SavedSources {
    sources = List.copyOf(sources);
  }

  /** Writes them. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(FORM_VERSION);
    out.writeLong(elapsedNanos);
    out.writeInt(sources.size());
    for (SavedSource source : sources) {
      source.writeTo(out);
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static SavedSources readFrom(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != FORM_VERSION) {
      throw new IOException("sources of version " + version + " cannot be read");
    }
    long elapsed = in.readLong();
    List<SavedSource> sources = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_SOURCES); left > 0; left--) {
      sources.add(SavedSource.readFrom(in));
    }
    return new SavedSources(Math.max(0, elapsed), sources);
  }
}
