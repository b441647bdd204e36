package io.github.simplehttpmonitor.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A name for exactly these classes, which the build writes beside the jars. The launcher names the
 * archive of shared classes by it: all jars of a reproducible build have one time stamp, so that
 * the JVM alone could take the archive of an earlier build for this one's.
 */
public final class BuildId {

  private BuildId() {}

  /**
   * Writes it.
   *
   * @param args the file to write
   * @throws IOException if something cannot be read or written
   * @throws URISyntaxException if the class path holds what is no file
   */
  public static void main(String[] args) throws IOException, URISyntaxException {
    List<Path> roots = new ArrayList<>();
    if (BuildId.class.getClassLoader() instanceof URLClassLoader loader) {
      for (URL url : loader.getURLs()) {
        roots.add(Path.of(url.toURI()));
      }
    }
    if (roots.isEmpty()) {
      throw new IOException("the class path is not known");
    }
    Path file = Path.of(args[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, of(roots) + "\n");
  }

  /** {@return a hash of the files with these contents; where they are does not matter} */
  static String of(List<Path> roots) throws IOException {
    MessageDigest all = sha256();
    for (Path root : roots.stream().sorted((a, b) -> name(a).compareTo(name(b))).toList()) {
      List<Path> files;
      try (Stream<Path> found = Files.walk(root)) {
        files = found.filter(Files::isRegularFile).sorted().toList();
      }
      for (Path file : files) {
        all.update(sha256().digest(Files.readAllBytes(file)));
      }
    }
    return HexFormat.of().formatHex(all.digest(), 0, 8);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
