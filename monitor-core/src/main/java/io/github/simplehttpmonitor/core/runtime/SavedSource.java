package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.core.source.SavedFollower;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where the reading of a log stood.
 *
 * @param path the log, absolute
 * @param name the name of its partition
 * @param format the name of its format
 * @param follower its files
 */
public record SavedSource(String path, String name, String format, SavedFollower follower) {

  void writeTo(DataOutput out) throws IOException {
    StateForm.writeText(out, path);
    StateForm.writeText(out, name);
    StateForm.writeText(out, format);
    follower.writeTo(out);
  }

  static SavedSource readFrom(DataInput in) throws IOException {
    return new SavedSource(
        StateForm.readText(in),
        StateForm.readText(in),
        StateForm.readText(in),
        SavedFollower.readFrom(in));
  }
}
