package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.Monitor;
import java.io.IOException;

/**
 * Tells systemd that the monitor follows its logs, if it waits for that: a service of {@code
 * Type=notify} has {@code NOTIFY_SOCKET} in its environment, see sd_notify(3). Java 17 has no
 * datagram sockets of that kind, so {@code systemd-notify} does it, which is wherever systemd is;
 * the service needs {@code NotifyAccess=all} for that.
 */
final class Readiness {

  private static final String SOCKET = "NOTIFY_SOCKET";

  private Readiness() {}

  /** Tells it as soon as the monitor, which is about to follow its logs, has begun to. */
  static void announce(Monitor monitor, Environment environment, Console console) {
    String socket = environment.variables().getOrDefault(SOCKET, "");
    if (!socket.isEmpty()) {
      monitor.requestStatus(status -> announce(console));
    }
  }

  private static void announce(Console console) {
    try {
      new ProcessBuilder("systemd-notify", "--ready")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      console.say("systemd cannot be told that the monitor is ready: " + e.getMessage());
    }
  }
}
