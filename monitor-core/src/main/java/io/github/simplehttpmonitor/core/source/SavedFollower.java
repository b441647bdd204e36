package io.github.simplehttpmonitor.core.source;

import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a {@link FileFollower} stood at the end of a line. */
public final class SavedFollower {

  private static final int MAX_FILES = 1_000_000;

  final Path base;
  final KnownFiles known;
  final List<SavedLog> logs;

  SavedFollower(Path base, KnownFiles known, List<SavedLog> logs) {
    this.base = base;
    this.known = known;
    this.logs = List.copyOf(logs);
  }

  /** {@return where reading goes on in the newest file; 0 if there was none} */
  public long position() {
    return logs.isEmpty() ? 0 : logs.get(logs.size() - 1).position();
  }

  /** Writes it. */
  public void writeTo(DataOutput out) throws IOException {
    StateForm.writeText(out, base.toString());
    out.writeInt(known.identities().size());
    for (FileIdentity identity : known.identities().values()) {
      SavedLog.writeIdentity(out, identity);
    }
    out.writeInt(logs.size());
    for (SavedLog log : logs) {
      log.writeTo(out);
    }
  }

  /** {@return what {@link #writeTo} wrote} */
  public static SavedFollower readFrom(DataInput in) throws IOException {
    Path base = Path.of(StateForm.readText(in));
    Map<String, FileIdentity> known = new HashMap<>();
    for (int left = StateForm.readCount(in, MAX_FILES); left > 0; left--) {
      FileIdentity identity = SavedLog.readIdentity(in);
      known.put(identity.key(), identity);
    }
    List<SavedLog> logs = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_FILES); left > 0; left--) {
      logs.add(SavedLog.readFrom(in));
    }
    return new SavedFollower(base, new KnownFiles(known), logs);
  }
}
