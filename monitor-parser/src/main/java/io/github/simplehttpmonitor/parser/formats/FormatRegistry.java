package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The formats that can be asked for by name: those that come with the library and those that {@link
 * ServiceLoader} finds. A provider that cannot be loaded is reported and skipped; of two with one
 * name the first is taken and the other reported. Immutable; safe for any number of threads.
 *
 * <pre>{@code
 * LogFormat format = FormatRegistry.builtIn().create("combined");
 * }</pre>
 */
public final class FormatRegistry {

  /** The most of a sample that detection looks at, in bytes. */
  public static final int MAX_SAMPLE_BYTES = 64 * 1024;

  /** How many broken providers of one class loader are reported before its search ends. */
  private static final int MAX_FAILURES = 100;

  private final Map<String, LogFormatProvider> byName = new LinkedHashMap<>();
  private final List<LogFormatProvider> providers = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private FormatRegistry() {
    BuiltInProvider.ALL.forEach(this::add);
  }

  /** {@return a registry of the formats that come with the library} */
  public static FormatRegistry builtIn() {
    return new FormatRegistry();
  }

  /** {@return a registry with what the given class loaders find as well} */
  public static FormatRegistry load(ClassLoader... loaders) {
    FormatRegistry registry = new FormatRegistry();
    for (ClassLoader loader : loaders) {
      registry.addAll(loader);
    }
    return registry;
  }

  private void addAll(ClassLoader loader) {
    Iterator<LogFormatProvider> found =
        ServiceLoader.load(LogFormatProvider.class, loader).iterator();
    // A class loader that fails to search goes on failing; one bad provider is passed by.
    for (int failures = 0; failures < MAX_FAILURES; ) {
      try {
        if (!found.hasNext()) {
          return;
        }
        LogFormatProvider provider = found.next();
        if (providers.stream().noneMatch(known -> known.getClass() == provider.getClass())) {
          add(provider);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        problems.add("a format provider could not be loaded and is left out: " + e);
      }
    }
  }

  private void add(LogFormatProvider provider) {
    String name = provider.name();
    List<String> aliases = List.copyOf(provider.aliases());
    LogFormatProvider known = byName.putIfAbsent(key(name), provider);
    if (known != null) {
      problems.add(
          String.format(
              "two providers of the format '%s': %s is taken, %s is left out",
              name, known.getClass().getName(), provider.getClass().getName()));
      return;
    }
    providers.add(provider);
    aliases.forEach(alias -> byName.putIfAbsent(key(alias), provider));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** {@return all providers, the built-in ones first} */
  public List<LogFormatProvider> providers() {
    return List.copyOf(providers);
  }

  /** Formats whose lines no other one fits equally well. */
  private static final List<String> USUAL = List.of("combined", "common");

  /** {@return one line for every provider that was left out, with the reason} */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * {@return the format that a user asked for}
   *
   * @param spec {@code NAME} or {@code NAME:DEFINITION}
   * @throws FormatException if the name is not known or the definition is wrong
   */
  public LogFormat create(String spec) {
    return create(spec, Map.of());
  }

  /**
   * {@return the format that a user asked for}
   *
   * @param spec {@code NAME} or {@code NAME:DEFINITION}
   * @param options named options of the format
   * @throws FormatException if the name is not known or the definition is wrong
   */
  public LogFormat create(String spec, Map<String, String> options) {
    int colon = spec.indexOf(':');
    String name = colon < 0 ? spec : spec.substring(0, colon);
    LogFormatProvider provider = byName.get(key(name));
    if (provider == null) {
      throw new FormatException(unknown(name));
    }
    String definition = colon < 0 ? "" : spec.substring(colon + 1);
    try {
      LogFormat wrapped = Wrappers.create(provider, definition, inner -> create(inner, options));
      return wrapped != null ? wrapped : provider.create(new FormatOptions(definition, options));
    } catch (FormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          "the format '" + name + "' cannot be made: " + e.getMessage(), definition, -1);
    }
  }

  private String unknown(String name) {
    String nearest = nearest(name);
    return "there is no format '"
        + name
        + "'"
        + (nearest == null ? "." : "; did you mean '" + nearest + "'?")
        + " Known are "
        + String.join(", ", providers.stream().map(LogFormatProvider::name).toList());
  }

  private @Nullable String nearest(String name) {
    return byName.keySet().stream()
        .filter(known -> distance(known, key(name)) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(known -> distance(known, key(name))))
        .orElse(null);
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /**
   * Tries all formats that need no definition on a sample. One that fails on it is left out.
   *
   * @param sample the first bytes of a log; not more than {@link #MAX_SAMPLE_BYTES} are looked at
   * @param length how many of them there are
   */
  public Detection detect(byte[] sample, int length) {
    int looked = Math.min(length, MAX_SAMPLE_BYTES);
    List<Detectors.Ranked> ranked = new ArrayList<>(new Detectors(sample, looked).rank(providers));
    List<Wrappers.Peeled> wrapped = Wrappers.peel(sample, looked);
    for (int i = 0; i < wrapped.size(); i++) {
      Wrappers.Peeled peeled = wrapped.get(i);
      for (Detectors.Ranked inner :
          new Detectors(peeled.sample(), peeled.sample().length).rank(providers)) {
        if (inner.candidate().parsed() > 0) {
          ranked.add(inner.wrappedIn(peeled, i + 1));
        }
      }
    }
    return new Detection(
        Detectors.bestFirst(ranked).stream().map(Detectors.Ranked::candidate).toList());
  }

  /**
   * Finds the format of a sample. Says the same of it as the best of {@link #detect}, but does not
   * try all formats on a log that is plainly in one of the most usual: that takes a moment in which
   * many logs are read.
   *
   * @param sample the first bytes of a log; not more than {@link #MAX_SAMPLE_BYTES} are looked at
   * @param length how many of them there are
   */
  public Detection recognize(byte[] sample, int length) {
    if (length == 0) {
      return new Detection(List.of());
    }
    if (providers.stream().allMatch(BuiltInProvider::isBuiltIn)) {
      SampleLines lines = new SampleLines(sample, Math.min(length, MAX_SAMPLE_BYTES));
      for (String usual : USUAL) {
        Detector detector = new Detector(create(usual), lines);
        detector.look(0, lines.count(), 1);
        if (detector.isPerfect()) {
          return new Detection(List.of(detector.candidate(1)));
        }
      }
    }
    return detect(sample, length);
  }
}
