package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A provider that comes with the library.
 *
 * @param isDetectable whether it can be made without a definition
 */
record BuiltInProvider(
    String name,
    List<String> aliases,
    String description,
    boolean isDetectable,
    Function<FormatOptions, LogFormat> factory)
    implements LogFormatProvider {

  private static final List<LogFormatProvider> DEFINED_BY_USERS =
      List.of(
          new BuiltInProvider(
              "apache",
              List.of(),
              "apache:LOGFORMAT, a LogFormat string of Apache httpd"
                  + " (httpd.apache.org/docs/2.4/mod/mod_log_config.html)",
              false,
              options ->
                  new DefinitionFormat(
                      "apache",
                      options.definition(),
                      ApacheDefinition.parse(needed("apache", options)))),
          new BuiltInProvider(
              "nginx",
              List.of(),
              "nginx:LOG_FORMAT, a log_format string of nginx"
                  + " (nginx.org/en/docs/http/ngx_http_log_module.html); alone, its combined",
              false,
              BuiltInProvider::nginx),
          new BuiltInProvider(
              "regex",
              List.of(),
              "regex:PATTERN, an RE2 pattern whose named groups are fields; the option time says"
                  + " how times are written",
              false,
              options -> RegexFormat.create(needed("regex", options), options)));

  /** All of them; of two that fit a sample equally well, detection prefers the earlier. */
  static final List<LogFormatProvider> ALL =
      Stream.of(
              NamedFormats.ALL,
              DEFINED_BY_USERS,
              JsonProviders.ALL,
              TabularProviders.ALL,
              TemplateProviders.ALL,
              Wrappers.ALL)
          .flatMap(List::stream)
          .toList();

  /** Whether it is one of these. Their equality as records takes a start 30 ms to set up. */
  static boolean isBuiltIn(LogFormatProvider provider) {
    for (LogFormatProvider known : ALL) {
      if (known == provider) {
        return true;
      }
    }
    return false;
  }

  private static LogFormat nginx(FormatOptions options) {
    String combined = ApacheDefinition.NICKNAMES.getOrDefault("combined", "");
    return options.definition().isEmpty()
        ? new DefinitionFormat("nginx", combined, ApacheDefinition.parse(combined))
        : new DefinitionFormat(
            "nginx", options.definition(), NginxDefinition.parse(options.definition()));
  }

  private static String needed(String name, FormatOptions options) {
    if (options.definition().isEmpty()) {
      throw new FormatException(
          "the format '" + name + "' needs a definition: " + name + ":DEFINITION");
    }
    return options.definition();
  }

  @Override
  public String exampleLine() {
    return ExampleLines.of(name);
  }

  @Override
  public LogFormat create(FormatOptions options) {
    return factory.apply(options);
  }
}
