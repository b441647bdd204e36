import org.jspecify.annotations.NullMarked;

/** The command {@code simple-http-monitor}. */
@NullMarked
module io.github.simplehttpmonitor.cli {
  requires static org.jspecify;
  requires io.github.simplehttpmonitor.core;
  requires info.picocli;
  requires org.slf4j;
  requires org.snakeyaml.engine;

  opens io.github.simplehttpmonitor.cli to
      info.picocli;
}
