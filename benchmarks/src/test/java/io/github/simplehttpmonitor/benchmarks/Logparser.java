package io.github.simplehttpmonitor.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.basjes.parse.core.exceptions.DissectionFailure;
import nl.basjes.parse.core.exceptions.InvalidDissectorException;
import nl.basjes.parse.core.exceptions.MissingDissectorsException;
import nl.basjes.parse.httpdlog.HttpdLoglineParser;

/** The other parser of definitions: N. Basjes' logparser, github.com/nielsbasjes/logparser. */
final class Logparser {

  private final HttpdLoglineParser<Values> parser;

  /** What it found in a line. */
  public static final class Values {
    private final Map<String, String> byName = new HashMap<>();

    /** Called by the parser. */
    public void set(String name, String value) {
      byName.put(name, value);
    }

    String get(String name) {
      return byName.get(name);
    }
  }

  Logparser(String definition, List<String> fields) throws NoSuchMethodException {
    parser = new HttpdLoglineParser<>(Values.class, definition);
    parser.addParseTarget(
        Values.class.getMethod("set", String.class, String.class), new ArrayList<>(fields));
  }

  /** {@return what is in a line, nothing if it does not fit} */
  Values parse(String line) throws InvalidDissectorException, MissingDissectorsException {
    try {
      return parser.parse(new Values(), line);
    } catch (DissectionFailure e) {
      return null;
    }
  }

  /** {@return the fields that a definition has} */
  static List<String> possible(String definition) throws Exception {
    return new HttpdLoglineParser<>(Values.class, definition).getPossiblePaths(2);
  }
}
