package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The formats of a server's configuration: {@code LogFormat}, {@code CustomLog} and {@code
 * TransferLog} of Apache httpd, {@code log_format} and {@code access_log} of nginx, wherever in the
 * file they stand. Included files are not followed. Immutable; safe for any number of threads.
 *
 * <pre>{@code
 * FormatFile file = FormatFile.read(Path.of("/etc/nginx/nginx.conf"));
 * LogFormat format = file.forLog("/var/log/nginx/access.log").orElseThrow().format();
 * }</pre>
 *
 * @param entries the formats that have names, each the last of its name, in the order of the file
 * @param uses which logs are written in which formats
 */
public record FormatFile(List<Entry> entries, List<Use> uses) {

  /** The longest configuration that is read, in bytes. */
  public static final int MAX_BYTES = 16 << 20;

  /** Makes the lists unmodifiable. */
  public FormatFile {
    entries = List.copyOf(entries);
    uses = List.copyOf(uses);
  }

  /** Which server's definitions they are. */
  public enum Server {
    /** Apache httpd. */
    APACHE,
    /** nginx. */
    NGINX
  }

  /**
   * A format.
   *
   * @param server whose definition it is
   * @param name its nickname; the definition's server for one that has none
   * @param definition without the quotes and escapes of the configuration
   * @param escape what follows {@code escape=} in nginx's, else {@code default}
   * @param line the number of its line, from 1
   */
  public record Entry(Server server, String name, String definition, String escape, int line) {

    /**
     * {@return the format, under its name}
     *
     * @throws FormatException if the definition has a mistake
     */
    public LogFormat format() {
      Definition parsed =
          server == Server.APACHE
              ? ApacheDefinition.parseBare(definition)
              : NginxDefinition.parseBare(definition, NginxDefinition.escaping(escape, definition));
      return new DefinitionFormat(name, definition, parsed);
    }
  }

  /**
   * A log that the server writes.
   *
   * @param log the file as the configuration names it
   * @param entry its format
   * @param line the number of the line, from 1
   */
  public record Use(String log, Entry entry, int line) {}

  /** {@return what is in a configuration's text; nothing if it has no such directives} */
  public static FormatFile parse(String text) {
    FormatFile apache = ApacheConfiguration.parse(text);
    FormatFile nginx = NginxConfiguration.parse(text);
    return nginx.entries.size() + nginx.uses.size() > apache.entries.size() + apache.uses.size()
        ? nginx
        : apache;
  }

  /**
   * {@return what is in a configuration}
   *
   * @throws IOException if it cannot be read or is longer than {@link #MAX_BYTES}
   */
  public static FormatFile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(file + " is too long for a configuration");
      }
      return parse(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** {@return the format of that name} */
  public Optional<Entry> named(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * {@return the format of a log: of the one whose path ends like it in most of its parts, for
   * configurations name logs relative to a folder or through variables}
   *
   * @param path of the log
   */
  public Optional<Entry> forLog(String path) {
    Use best = null;
    int most = 0;
    for (Use use : uses) {
      int common = commonParts(use.log(), path);
      if (common > most) {
        most = common;
        best = use;
      }
    }
    return Optional.ofNullable(best).map(Use::entry);
  }

  private static int commonParts(String log, String path) {
    String[] a = log.replace('\\', '/').split("/+", -1);
    String[] b = path.replace('\\', '/').split("/+", -1);
    int common = 0;
    while (common < Math.min(a.length, b.length)
        && a[a.length - 1 - common].equals(b[b.length - 1 - common])) {
      common++;
    }
    return common;
  }

  /** Keeps the last format of each name. */
  static List<Entry> lastOfEachName(List<Entry> all) {
    Map<String, Entry> byName = new LinkedHashMap<>();
    for (Entry entry : all) {
      byName.remove(entry.name());
      byName.put(entry.name(), entry);
    }
    return List.copyOf(byName.values());
  }
}
