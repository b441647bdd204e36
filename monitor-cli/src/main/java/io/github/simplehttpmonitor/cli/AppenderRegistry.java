package io.github.simplehttpmonitor.cli;

import io.github.simplehttpmonitor.core.spi.AppenderProvider;
import io.github.simplehttpmonitor.core.spi.Suggestion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The appenders that can be asked for by name. A provider that cannot be loaded is reported and
 * skipped; of two with one name the first is taken and the other reported.
 */
final class AppenderRegistry {

  private final Map<String, AppenderProvider> byName = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private AppenderRegistry() {}

  static AppenderRegistry load(List<ClassLoader> loaders) {
    AppenderRegistry registry = new AppenderRegistry();
    for (ClassLoader loader : loaders) {
      registry.addAll(loader);
    }
    return registry;
  }

  private void addAll(ClassLoader loader) {
    Iterator<AppenderProvider> found =
        ServiceLoader.load(AppenderProvider.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return;
        }
        add(found.next());
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        String where = loader.getName();
        problems.add(
            "an appender"
                + (where == null || loader == AppenderRegistry.class.getClassLoader()
                    ? ""
                    : " in " + where)
                + " could not be loaded and is left out: "
                + e);
      }
    }
  }

  private void add(AppenderProvider provider) {
    AppenderProvider known = byName.putIfAbsent(provider.name().toLowerCase(Locale.ROOT), provider);
    // A plug-in's class loader also finds the providers of its parent.
    if (known != null && known.getClass() != provider.getClass()) {
      problems.add(
          String.format(
              "two appenders are called '%s': that of %s (%s) is taken, that of %s (%s) left out",
              provider.name(),
              Plugins.origin(known.getClass()),
              known.getClass().getName(),
              Plugins.origin(provider.getClass()),
              provider.getClass().getName()));
    }
  }

  List<AppenderProvider> providers() {
    return List.copyOf(byName.values());
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /** {@return the provider of that name} */
  AppenderProvider find(String name) {
    AppenderProvider provider = byName.get(name.toLowerCase(Locale.ROOT));
    if (provider == null) {
      String nearest = Suggestion.nearest(name, byName.keySet());
      throw CliException.usage(
          "--appender: there is no appender '"
              + name
              + "'"
              + (nearest.isEmpty() ? "" : "; did you mean '" + nearest + "'?")
              + (byName.isEmpty() ? "" : " Known are " + String.join(", ", byName.keySet())));
    }
    return provider;
  }
}
