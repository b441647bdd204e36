package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Fields;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.ParserContext;
import io.github.simplehttpmonitor.parser.internal.Bytes;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The formats that wrap lines of another one, and the way to look through them at a sample. */
final class Wrappers {

  /** From this share of peeled lines on a sample is taken to be wrapped. */
  private static final double ENOUGH = 0.5;

  /** How deep wrappers may be in one another. */
  private static final int MAX_DEPTH = 4;

  private Wrappers() {}

  /** A sample without its wrapper. */
  static final class Peeled {
    private final Wrapper wrapper;
    private final double share;
    private final byte[] sample;

    private Peeled(Wrapper wrapper, double share, byte[] sample) {
      this.wrapper = wrapper;
      this.share = share;
      this.sample = sample;
    }

    Wrapper wrapper() {
      return wrapper;
    }

    /** Of the lines, how many were wrapped, 0 to 1. */
    double share() {
      return share;
    }

    /** The inner lines, each with its newline. */
    byte[] sample() {
      return sample;
    }
  }

  /** Samples without the wrappers that at least half of the lines have, the likeliest first. */
  static List<Peeled> peel(byte[] sample, int length) {
    List<Peeled> found = new ArrayList<>();
    for (Wrapper wrapper : Wrapper.ALL) {
      Peeled peeled = peel(wrapper, sample, length);
      if (peeled.share() >= ENOUGH) {
        found.add(peeled);
      }
    }
    found.sort((a, b) -> Double.compare(b.share(), a.share()));
    return found;
  }

  private static Peeled peel(Wrapper wrapper, byte[] sample, int length) {
    Peeler peeler = wrapper.newPeeler(ParserContext.of(Fields.of()));
    PartialLine[] streams = {
      new PartialLine(FormatRegistry.MAX_SAMPLE_BYTES),
      new PartialLine(FormatRegistry.MAX_SAMPLE_BYTES)
    };
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    int lines = 0;
    int peeled = 0;
    int from = 0;
    while (from < length) {
      int newline = Bytes.indexOf(sample, from, length, '\n');
      // A last line without newline may be half of one, unless there is no other.
      if (newline < 0 && lines > 0) {
        break;
      }
      int end = newline < 0 ? length : newline;
      int to = end > from && sample[end - 1] == '\r' ? end - 1 : end;
      if (to > from) {
        lines++;
        if (peeler.peel(sample, from, to) == Peeler.PEELED) {
          peeled++;
          PartialLine stream = streams[peeler.stream];
          stream.append(peeler.body, peeler.bodyFrom, peeler.bodyTo);
          if (!peeler.partial) {
            inner.write(stream.bytes(), 0, stream.length());
            inner.write('\n');
            stream.clear();
          }
        }
      }
      from = end + 1;
    }
    return new Peeled(wrapper, lines == 0 ? 0 : (double) peeled / lines, inner.toByteArray());
  }

  /** The providers of all wrappers. */
  static final List<LogFormatProvider> ALL =
      Wrapper.ALL.stream().<LogFormatProvider>map(Provider::new).toList();

  /**
   * Makes the format of a wrapper.
   *
   * @param provider of a format that was asked for by name
   * @param definition the inner format, empty if it is to be found out line by line
   * @param registry makes the inner format
   * @return null if the provider is not a wrapper's
   */
  static @Nullable LogFormat create(
      LogFormatProvider provider, String definition, Function<String, LogFormat> registry) {
    if (!(provider instanceof Provider wrapper)) {
      return null;
    }
    if (definition.isEmpty()) {
      return provider.create(FormatOptions.NONE);
    }
    if (depth(definition) >= MAX_DEPTH) {
      throw new FormatException("too many wrappers in one another", definition, 0);
    }
    return WrapperFormat.around(wrapper.wrapper(), registry.apply(definition));
  }

  private static int depth(String definition) {
    int depth = 1;
    String rest = definition;
    for (int colon = rest.indexOf(':'); colon >= 0; colon = rest.indexOf(':')) {
      String name = rest.substring(0, colon);
      if (Wrapper.ALL.stream().noneMatch(w -> w.key().equals(name) || w.aliases().contains(name))) {
        break;
      }
      depth++;
      rest = rest.substring(colon + 1);
    }
    return depth;
  }

  /** A wrapper's provider; alone it finds the inner format out line by line. */
  private record Provider(Wrapper wrapper) implements LogFormatProvider {

    @Override
    public String name() {
      return wrapper.key();
    }

    @Override
    public List<String> aliases() {
      return wrapper.aliases();
    }

    @Override
    public String description() {
      return wrapper.description();
    }

    @Override
    public boolean isDetectable() {
      return false;
    }

    @Override
    public LogFormat create(FormatOptions options) {
      return options.definition().isEmpty()
          ? WrapperFormat.around(wrapper, AnyFormat.create())
          : WrapperFormat.around(wrapper, FormatRegistry.builtIn().create(options.definition()));
    }
  }
}
