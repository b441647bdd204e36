package io.github.simplehttpmonitor.core.delivery;

import io.github.simplehttpmonitor.core.event.Event;
import java.util.List;

/**
 * Where transitions of alerts wait for which there is no room in a queue, or that are left when a
 * run ends: a folder that outlives the process, for instance. Called under the channel's lock, so
 * by one thread at a time.
 */
public interface Spool {

  /** Keeps nothing. */
  Spool NONE =
      new Spool() {
        @Override
        public boolean keep(Event event) {
          return false;
        }

        @Override
        public List<Event> first(int max) {
          return List.of();
        }

        @Override
        public void remove(int count) {}

        @Override
        public long size() {
          return 0;
        }
      };

  /** {@return whether the event is kept now; if not, it is lost} */
  boolean keep(Event event);

  /** {@return the events that have waited longest, in their order; they go on being kept} */
  List<Event> first(int max);

  /** Forgets this many of the events that have waited longest: they were delivered or given up. */
  void remove(int count);

  /** {@return how many are kept} */
  long size();
}
