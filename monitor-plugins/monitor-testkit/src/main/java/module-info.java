import org.jspecify.annotations.NullMarked;

/** Contract tests for plug-ins. */
@NullMarked
module io.github.simplehttpmonitor.testkit {
  requires static org.jspecify;
  requires static com.google.errorprone.annotations;
  requires transitive io.github.simplehttpmonitor.core;
  requires transitive io.github.simplehttpmonitor.parser;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;

  exports io.github.simplehttpmonitor.testkit;

  // The tests of a contract are not public.
  opens io.github.simplehttpmonitor.testkit to
      org.junit.platform.commons;
}
