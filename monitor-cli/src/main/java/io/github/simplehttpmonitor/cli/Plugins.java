package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins: each jar in the folder, and each folder of jars in it, has a class loader of its
 * own, so that two of them may bring different versions of the same library. What cannot be read is
 * a problem to report, not a reason to fail.
 */
final class Plugins {

  /** Names the folder of the jars. */
  static final String VARIABLE = "SIMPLE_HTTP_MONITOR_PLUGINS";

  private final List<ClassLoader> loaders = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private Plugins() {
    loaders.add(Plugins.class.getClassLoader());
  }

  /** {@return where the jars are looked for, null if nowhere} */
  static @Nullable Path folder(Environment environment, @Nullable String option) {
    String named = option != null ? option : environment.variable(VARIABLE).orElse(null);
    if (named != null) {
      // An empty name is the current folder, where strangers may put code.
      Path folder = InputFiles.path(named);
      if (!Files.isDirectory(folder)) {
        throw CliException.usage(
            (option != null ? "--plugins" : VARIABLE) + ": '" + named + "' is not a folder");
      }
      return folder;
    }
    if (environment.home().isEmpty()) {
      return null;
    }
    Path folder = Path.of(environment.home(), "plugins");
    return Files.isDirectory(folder) ? folder : null;
  }

  /** {@return whether there is anything to load in the folder} */
  static boolean isAnyIn(@Nullable Path folder) {
    return folder != null && !units(folder).isEmpty();
  }

  /** Makes the class loaders for a folder; no class is loaded. */
  static Plugins in(@Nullable Path folder) {
    Plugins plugins = new Plugins();
    if (folder != null) {
      for (Path unit : units(folder)) {
        plugins.add(folder.getFileName() + "/" + unit.getFileName(), jars(unit));
      }
    }
    return plugins;
  }

  private static List<Path> units(Path folder) {
    return list(folder, path -> !jars(path).isEmpty());
  }

  private static List<Path> jars(Path path) {
    if (Files.isDirectory(path)) {
      return list(path, Plugins::isJar);
    }
    return isJar(path) ? List.of(path) : List.of();
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && !Files.isDirectory(path);
  }

  private static List<Path> list(Path folder, DirectoryStream.Filter<Path> filter) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, filter)) {
      List<Path> sorted = new ArrayList<>();
      found.forEach(sorted::add);
      sorted.sort(null);
      return sorted;
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return List.of();
    }
  }

  private void add(String name, List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try (JarFile readable = new JarFile(jar.toFile())) {
        urls.add(url(Path.of(readable.getName())));
      } catch (IOException e) {
        problems.add(
            name
                + " is left out: "
                + (jars.size() == 1 ? "it" : jar.getFileName())
                + " cannot be read: "
                + e.getMessage());
        return;
      }
    }
    loaders.add(new URLClassLoader(name, urls.toArray(new URL[0]), Plugins.class.getClassLoader()));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the class loaders: the command's own, then one for each plug-in} */
  List<ClassLoader> loaders() {
    return List.copyOf(loaders);
  }

  FormatRegistry formats() {
    return FormatRegistry.load(loaders.toArray(new ClassLoader[0]));
  }

  AppenderRegistry appenders() {
    return AppenderRegistry.load(loaders);
  }

  /** {@return what could not be read} */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** {@return where the class of a provider came from, for people} */
  static String origin(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader instanceof URLClassLoader && loader.getName() != null) {
      return loader.getName();
    }
    boolean ours =
        Stream.of(FormatRegistry.class, io.github.simplehttpmonitor.core.Monitor.class)
            .anyMatch(known -> type.getName().startsWith(known.getPackageName() + "."));
    return ours ? "built-in" : jar(type);
  }

  private static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    String place = source == null ? "" : source.getLocation().getPath();
    return place.endsWith(".jar") ? place.substring(place.lastIndexOf('/') + 1) : "class path";
  }
}
