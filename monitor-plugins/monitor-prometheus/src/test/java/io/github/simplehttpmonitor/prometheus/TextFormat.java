package io.github.simplehttpmonitor.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text format 0.0.4 of Prometheus as its documentation has it and nothing else: names,
 * one HELP and one TYPE before the samples of a metric, samples of a metric together, escapes, no
 * sample twice, histograms whose buckets rise up to their count.
 */
final class TextFormat {

  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (-?(?:\\d+(?:\\.\\d+)?(?:E-?\\d+)?|Inf)|\\+Inf|NaN)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram");

  /** Samples by name and labels, as {@code name{a=b}} with the labels in order. */
  final Map<String, Double> samples = new LinkedHashMap<>();

  final Map<String, String> types = new LinkedHashMap<>();

  static TextFormat parse(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the last line has no end");
    }
    TextFormat format = new TextFormat();
    List<String> done = new ArrayList<>();
    String metric = "";
    String help = "";
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        help = words[2];
      } else if (line.startsWith("# TYPE ")) {
        if (!TYPES.contains(words[3]) || !help.equals(words[2]) || done.contains(words[2])) {
          throw new IllegalArgumentException(line);
        }
        metric = words[2];
        done.add(metric);
        format.types.put(metric, words[3]);
      } else {
        format.sample(line, metric);
      }
    }
    format.checkHistograms();
    return format;
  }

  private void sample(String line, String metric) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException(line);
    }
    String name = sample.group(1);
    boolean histogram = types.getOrDefault(metric, "").equals("histogram");
    if (!name.equals(metric)
        && !(histogram
            && List.of("_bucket", "_sum", "_count")
                .contains(name.substring(Math.min(name.length(), metric.length()))))) {
      throw new IllegalArgumentException("not among the samples of " + metric + ": " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    String text = sample.group(2) == null ? "" : sample.group(2);
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!label.find(at) || label.start() != at) {
        throw new IllegalArgumentException(line);
      }
      String value =
          label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
      if (labels.put(label.group(1), value) != null) {
        throw new IllegalArgumentException("twice " + label.group(1) + ": " + line);
      }
      at = label.end();
    }
    String number = sample.group(3).replace("Inf", "Infinity");
    if (samples.put(name + labels, Double.valueOf(number)) != null) {
      throw new IllegalArgumentException("twice: " + line);
    }
  }

  private void checkHistograms() {
    for (Map.Entry<String, String> type : types.entrySet()) {
      if (type.getValue().equals("histogram")) {
        double before = 0;
        for (Map.Entry<String, Double> sample : samples.entrySet()) {
          if (sample.getKey().startsWith(type.getKey() + "_bucket{le=")) {
            if (sample.getValue() < before) {
              throw new IllegalArgumentException("falls: " + sample);
            }
            before = sample.getValue();
          }
        }
        if (samples.get(type.getKey() + "_count{}") != before
            || samples.get(type.getKey() + "_bucket{le=+Inf}") != before) {
          throw new IllegalArgumentException("the count is not that of all: " + type.getKey());
        }
      }
    }
  }
}
