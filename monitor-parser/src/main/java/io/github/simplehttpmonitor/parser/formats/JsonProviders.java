package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.List;

/**
 * The formats whose lines are JSON objects. What fits a named one fits the generic one as well, so
 * that comes last.
 */
final class JsonProviders {

  static final List<LogFormatProvider> ALL =
      List.of(
          named(
              "caddy",
              List.of("caddy-json"),
              "Caddy's JSON access log (caddyserver.com/docs/logging)",
              JsonDefinitions.CADDY),
          named(
              "traefik-json",
              List.of(),
              "Traefik's JSON access log (doc.traefik.io/traefik/observability/access-logs)",
              JsonDefinitions.TRAEFIK),
          named(
              "envoy-json",
              List.of("istio-json"),
              "Envoy's JSON access log with the names of Istio, Envoy Gateway or Contour"
                  + " (istio.io/latest/docs/tasks/observability/logs/access-log)",
              JsonDefinitions.ENVOY),
          named(
              "gcp-lb-json",
              List.of("gcp-json"),
              "Google Cloud's log entries with httpRequest, load balancers' and others'"
                  + " (cloud.google.com/load-balancing/docs/https/https-logging-monitoring)",
              JsonDefinitions.GOOGLE_CLOUD),
          named(
              "azure-front-door",
              List.of("azure-cdn"),
              "Azure Front Door's and CDN's access log"
                  + " (learn.microsoft.com/azure/frontdoor/monitor-front-door-reference)",
              JsonDefinitions.AZURE_FRONT_DOOR),
          named(
              "azure-app-gateway",
              List.of(),
              "Azure Application Gateway's access log"
                  + " (learn.microsoft.com/azure/application-gateway/monitor-application-gateway-reference)",
              JsonDefinitions.AZURE_APP_GATEWAY),
          named(
              "azure-app-service",
              List.of(),
              "Azure App Service's AppServiceHTTPLogs"
                  + " (learn.microsoft.com/azure/azure-monitor/reference/tables/appservicehttplogs)",
              JsonDefinitions.AZURE_APP_SERVICE),
          named(
              "cloudflare",
              List.of("cloudflare-json"),
              "Cloudflare Logpush, data set http_requests"
                  + " (developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests)",
              JsonDefinitions.CLOUDFLARE),
          named(
              "fastly-json",
              List.of("fastly"),
              "Fastly's recommended JSON log format"
                  + " (docs.fastly.com/en/guides/useful-variables-to-log)",
              JsonDefinitions.FASTLY),
          named(
              "cloudfront-json",
              List.of(),
              "CloudFront's standard and real-time fields as JSON"
                  + " (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html)",
              JsonDefinitions.CLOUDFRONT),
          named(
              "upsun-json",
              List.of("platformsh-json"),
              "Upsun's and Platform.sh's forwarded HTTP logs, a combined line in JSON"
                  + " (docs.upsun.com/increase-observability/logs/forward-logs.html)",
              JsonDefinitions.UPSUN),
          named(
              "ingress-nginx-json",
              List.of(),
              "JSON as the ingress-nginx controller's guide has it"
                  + " (kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/log-format)",
              JsonDefinitions.INGRESS_NGINX),
          named(
              "nginx-json",
              List.of(),
              "nginx's log_format with escape=json whose keys are the variables' names"
                  + " (nginx.org/en/docs/http/ngx_http_log_module.html)",
              JsonDefinitions.NGINX),
          named(
              "apache-json",
              List.of(),
              "Apache httpd's LogFormat as JSON with the usual keys: time, remoteIP, request, query,"
                  + " method, status (httpd.apache.org/docs/2.4/mod/mod_log_config.html)",
              JsonDefinitions.APACHE),
          new BuiltInProvider(
              "json",
              List.of("ndjson", "jsonl"),
              "json:FIELD=PATH,..., JSON objects with the values at these paths; alone, with the"
                  + " names that are common",
              true,
              JsonProviders::json));

  private JsonProviders() {}

  private static LogFormatProvider named(
      String name, List<String> aliases, String description, String definition) {
    return new BuiltInProvider(
        name,
        aliases,
        description,
        true,
        options -> {
          if (!options.definition().isEmpty()) {
            throw new FormatException("the format '" + name + "' takes no definition");
          }
          return format(name, JsonDefinitionReader.read(definition));
        });
  }

  private static LogFormat json(FormatOptions options) {
    return options.definition().isEmpty()
        ? format("json", JsonDefinitionReader.read(JsonDefinitions.ANY).asLenient())
        : format("json", JsonDefinitionReader.read(options.definition()));
  }

  private static LogFormat format(String name, JsonDefinition definition) {
    if (definition.line() == null) {
      return new JsonFormat(name, definition, null);
    }
    return new JsonFormat(
        name, definition, FormatRegistry.builtIn().create(definition.lineFormat()));
  }
}
