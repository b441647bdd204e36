package io.github.simplehttpmonitor.core;

import io.github.simplehttpmonitor.core.delivery.AlertForm;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.runtime.SavedSources;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a checkpoint: a description for people, the engine, the sources, the alerts that
 * are on, and the alert events that each appender has not taken yet.
 *
 * @param sources where reading goes on
 * @param firing see {@link OpenAlerts}
 * @param undelivered what waits
 */
record StateCheckpoint(SavedSources sources, List<AlertEvent> firing, List<Waiting> undelivered) {

  private static final int MAX_EVENTS = 10_000_000;

  /** What an appender has not taken. */
  record Waiting(String appender, List<AlertEvent> events) {}

  /** {@return what was read, after the engine took over its part} */
  static StateCheckpoint read(byte[] content, Engine engine) throws IOException {
    try {
      DataInput in = StateForm.input(content);
      StateForm.readBlock(in);
      engine.readFrom(StateForm.readBlock(in));
      SavedSources sources = SavedSources.readFrom(StateForm.readBlock(in));
      List<AlertEvent> firing = readEvents(in);
      List<Waiting> undelivered = new ArrayList<>();
      for (int left = StateForm.readCount(in, MAX_EVENTS); left > 0; left--) {
        undelivered.add(new Waiting(StateForm.readText(in), readEvents(in)));
      }
      return new StateCheckpoint(sources, firing, undelivered);
    } catch (RuntimeException e) {
      // The checksum fits, so another version wrote it, or somebody who meant it.
      throw new IOException("it makes no sense: " + e.getMessage(), e);
    }
  }

  private static List<AlertEvent> readEvents(DataInput in) throws IOException {
    List<AlertEvent> events = new ArrayList<>();
    for (int left = StateForm.readCount(in, MAX_EVENTS); left > 0; left--) {
      events.add(AlertForm.read(in));
    }
    return events;
  }

  /** {@return the content for this} */
  byte[] toBytes(StateDescription description, StateForm.Body engine) throws IOException {
    return StateForm.toBytes(
        out -> {
          StateForm.writeBlock(out, description::writeTo);
          StateForm.writeBlock(out, engine);
          StateForm.writeBlock(out, sources::writeTo);
          writeEvents(out, firing);
          out.writeInt(undelivered.size());
          for (Waiting waiting : undelivered) {
            StateForm.writeText(out, waiting.appender());
            writeEvents(out, waiting.events());
          }
        });
  }

  private static void writeEvents(DataOutput out, List<AlertEvent> events) throws IOException {
    out.writeInt(events.size());
    for (AlertEvent event : events) {
      AlertForm.write(out, event);
    }
  }
}
