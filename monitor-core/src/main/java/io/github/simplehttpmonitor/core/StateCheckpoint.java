package io.github.simplehttpmonitor.core;

import com.google.common.io.ByteStreams;
import io.github.simplehttpmonitor.core.delivery.AlertForm;
import io.github.simplehttpmonitor.core.delivery.Channel;
import io.github.simplehttpmonitor.core.engine.Engine;
import io.github.simplehttpmonitor.core.event.AlertEvent;
import io.github.simplehttpmonitor.core.runtime.SavedSources;
import io.github.simplehttpmonitor.core.state.StateForm;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a checkpoint: a description for people, the engine, the sources, and the alert
 * events that each appender has not taken yet.
 *
 * @param gone rules that fired and have changed since
 * @param sources where reading goes on
 * @param undelivered what waits
 */
record StateCheckpoint(List<String> gone, SavedSources sources, List<Waiting> undelivered) {

  private static final int MAX_EVENTS = 10_000_000;

  /** What an appender has not taken. */
  record Waiting(String appender, List<AlertEvent> events) {}

  static DataInput input(byte[] content) {
    return ByteStreams.newDataInput(content);
  }

  /** {@return what was read, after the engine took over its part} */
  static StateCheckpoint read(byte[] content, Engine engine) throws IOException {
    try {
      DataInput in = input(content);
      StateForm.readBlock(in);
      List<String> gone = engine.readFrom(StateForm.readBlock(in));
      SavedSources sources = SavedSources.readFrom(StateForm.readBlock(in));
      List<Waiting> undelivered = new ArrayList<>();
      for (int left = StateForm.readCount(in, MAX_EVENTS); left > 0; left--) {
        String appender = StateForm.readText(in);
        List<AlertEvent> events = new ArrayList<>();
        for (int more = StateForm.readCount(in, MAX_EVENTS); more > 0; more--) {
          events.add(AlertForm.read(in));
        }
        undelivered.add(new Waiting(appender, events));
      }
      return new StateCheckpoint(gone, sources, undelivered);
    } catch (RuntimeException e) {
      // The checksum fits, so another version wrote it, or somebody who meant it.
      throw new IOException("it makes no sense: " + e.getMessage(), e);
    }
  }

  /** {@return the content for these} */
  static byte[] toBytes(
      StateDescription description, Engine engine, SavedSources sources, List<Channel> channels)
      throws IOException {
    return StateForm.toBytes(
        out -> {
          StateForm.writeBlock(out, description::writeTo);
          StateForm.writeBlock(out, engine::writeTo);
          StateForm.writeBlock(out, sources::writeTo);
          out.writeInt(channels.size());
          for (Channel channel : channels) {
            StateForm.writeText(out, channel.counters().name());
            List<AlertEvent> events = channel.undelivered();
            out.writeInt(events.size());
            for (AlertEvent event : events) {
              AlertForm.write(out, event);
            }
          }
        });
  }
}
