package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.ParserContext;
import java.util.List;
import java.util.function.Function;

/**
 * What puts lines of a log into lines of its own.
 *
 * @param key the name of its format
 */
record Wrapper(
    String key, List<String> aliases, String description, Function<ParserContext, Peeler> factory) {

  static final Wrapper SYSLOG =
      new Wrapper(
          "syslog",
          List.of("rfc3164", "rfc5424"),
          "lines after the head of syslog or of journalctl; syslog:FORMAT names theirs"
              + " (RFC 3164, RFC 5424)",
          SyslogPeeler::new);

  /** All of them; of two that fit equally well, detection prefers the earlier. */
  static final List<Wrapper> ALL =
      List.of(
          new Wrapper(
              "docker",
              List.of("docker-json"),
              "lines in Docker's json-file logs; docker:FORMAT names theirs"
                  + " (docs.docker.com/engine/logging/drivers/json-file/)",
              JsonPeeler::docker),
          new Wrapper(
              "journald",
              List.of("journal"),
              "lines in the journal's export as JSON; journald:FORMAT names theirs"
                  + " (systemd.io/JOURNAL_EXPORT_FORMATS/)",
              JsonPeeler::journald),
          new Wrapper(
              "cri",
              List.of("containerd", "kubernetes"),
              "lines after a container runtime's prefix; cri:FORMAT names theirs"
                  + " (kubernetes.io/docs/concepts/cluster-administration/logging/)",
              CriPeeler::new),
          new Wrapper(
              "compose",
              List.of("docker-compose", "kubectl"),
              "lines after a prefix of docker compose logs or kubectl logs; compose:FORMAT names"
                  + " theirs (docs.docker.com/reference/cli/docker/compose/logs/)",
              ComposePeeler::new),
          SYSLOG);

  Peeler newPeeler(ParserContext context) {
    return factory.apply(context);
  }
}
