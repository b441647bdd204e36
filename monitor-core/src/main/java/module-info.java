import org.jspecify.annotations.NullMarked;

/** Aggregates records over time and evaluates alert rules. */
@NullMarked
module io.github.simplehttpmonitor.core {
  requires static org.jspecify;
  requires static com.google.errorprone.annotations;
  requires transitive io.github.simplehttpmonitor.parser;
  requires com.dynatrace.hash4j;
  requires com.google.common;
  requires HdrHistogram;
  requires org.slf4j;

  exports io.github.simplehttpmonitor.core;
}
