package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.List;

/** The formats of servers and proxies whose lines have a shape of their own, but no columns. */
final class TemplateProviders {

  private static final String HAPROXY_HEAD = "{client:port} [{time:clf}] ";

  private static final String HAPROXY =
      HAPROXY_HEAD
          + "{frontend:word} {backend:word}/{upstream:word} {requestTime}/{queueTime}/{connectTime}"
          + "/{responseTime}/{duration:ms} {status} {bytes} {requestCookie:word}"
          + " {responseCookie:word} {terminationState:word} {connections:word} {queues:word} ";

  private static final String CAPTURES = "{{{captures}}} ";
  private static final String REQUEST = "\"{request}\"";
  private static final String HAPROXY_TLS =
      REQUEST + " {tlsErrors:word} {serverName:word}/{tlsVersion:word}/{sslCipher:word}";

  private static final String ENVOY_TAIL =
      "\"{forwardedFor}\" \"{userAgent}\" \"{requestId}\" \"{virtualHost}\" \"{upstream}\"";
  private static final String ENVOY_HEAD =
      "[{time:iso}] " + REQUEST + " {status} {responseFlags:word} ";
  private static final String ENVOY_SIZES =
      "{requestBytes} {bytes} {duration:ms} {upstreamTime:word} ";
  private static final String ISTIO_TAIL =
      " {upstreamCluster:word} {upstreamLocalAddress:word} {localAddress:word} {client:port}"
          + " {serverName:word} {routeName}";

  private static final String CLF = "{client} {ident} {user} [{time:clf}] " + REQUEST;
  private static final String HEADERS = " \"{referer}\" \"{userAgent}\"";
  private static final String UNTIMED =
      "{client:word} {ident:word} {user:word} " + REQUEST + " {status} {bytes}";
  private static final String LIGHTTPD =
      "{client:word} {virtualHost:word} {user:word} [{time:clf}] " + REQUEST;
  private static final String NPM =
      "{status} - {method:word} {scheme:word} {virtualHost:word} \"{target}\" [Client {client}]"
          + " [Length {bytes}] [Gzip {gzipRatio}] ";

  static final List<LogFormatProvider> ALL =
      List.of(
          shapes(
              "envoy",
              List.of("istio"),
              "Envoy's default text format, and Istio's"
                  + " (envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage)",
              List.of(
                  ENVOY_HEAD + ENVOY_SIZES + ENVOY_TAIL,
                  ENVOY_HEAD
                      + "{responseDetails:word} {terminationDetails:word} \"{upstreamFailure}\" "
                      + ENVOY_SIZES
                      + ENVOY_TAIL
                      + ISTIO_TAIL,
                  ENVOY_HEAD
                      + "{mixerStatus:word} \"{upstreamFailure}\" "
                      + ENVOY_SIZES
                      + ENVOY_TAIL
                      + ISTIO_TAIL),
              List.of("[{time:iso}] \"- - -\" {connection:rest}")),
          shapes(
              "traefik",
              List.of("traefik-clf"),
              "Traefik's common log format (doc.traefik.io/traefik/observability/access-logs/)",
              List.of(
                  "{client} {ident} {user} [{time:clf}] "
                      + REQUEST
                      + " {status} {bytes}"
                      + HEADERS
                      + " {requestCount:word} \"{router}\" \"{upstream}\" {duration:ms}ms"),
              List.of()),
          shapes(
              "uwsgi",
              List.of(),
              "uWSGI's default request log (uwsgi-docs.readthedocs.io/en/latest/LogFormat.html)",
              List.of(
                  "[pid: {pid}|app: {app}|req: {requestNumber}] {client} ({user})"
                      + " {{{requestVariables} vars in {requestBytes} bytes}}"
                      + " [{time:%a %b %e %H:%M:%S %Y}] {method:word} {target} => generated {bytes}"
                      + " bytes in {duration:unit} ({protocol:word} {status}) {core:rest}"),
              List.of()),
          shapes(
              "ingress-nginx",
              List.of("nginx-ingress", "kubernetes-ingress"),
              "ingress-nginx's upstreaminfo"
                  + " (kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/log-format)",
              List.of(
                  CLF
                      + " {status} {bytes}"
                      + HEADERS
                      + " {requestBytes} {duration:s} [{upstreamName}] [{alternativeUpstreamName}]"
                      + " {upstream} {upstreamTail:rest}"),
              List.of()),
          shapes(
              "nginx-proxy-manager",
              List.of("npm", "npmplus"),
              "nginx Proxy Manager's logs of proxies and of hosts, and NPMplus's"
                  + " (nginxproxymanager.com)",
              List.of(
                  "[{time:clf}] {cacheStatus:word} {upstreamStatus:word} "
                      + NPM
                      + "[Sent-to {upstream}]"
                      + " \"{userAgent}\" \"{referer}\"",
                  "[{time:clf}] " + NPM + "\"{userAgent}\" \"{referer}\"",
                  "[{time:clf}] {virtualHost:word} {client:word} {duration:s} "
                      + REQUEST
                      + " {status} {bytes} {requestBytes} {referer:word} {userAgent:rest}"),
              List.of()),
          shapes(
              "lighttpd",
              List.of(),
              "lighttpd's accesslog, also with bytes in and out and seconds"
                  + " (redmine.lighttpd.net/projects/lighttpd/wiki/Mod_accesslog)",
              List.of(
                  LIGHTTPD + " {status} {bytes}" + HEADERS,
                  LIGHTTPD
                      + " {status} {bytes} {requestBytes} {bytesOut:word} {duration:s}"
                      + HEADERS),
              List.of()),
          shapes(
              "common-untimed",
              List.of("untimed"),
              "common and combined without their time, which what wraps the lines knows",
              List.of(
                  UNTIMED,
                  UNTIMED + " {duration:s}",
                  UNTIMED + HEADERS,
                  UNTIMED + HEADERS + " {duration:s}"),
              List.of()),
          shapes(
              "cpanel",
              List.of(),
              "cPanel's access_log (docs.cpanel.net)",
              List.of(
                  "{client:word} {ident:word} {user} [{time:%m/%d/%Y:%H:%M:%S %z}] "
                      + REQUEST
                      + " {status} {bytes}"
                      + HEADERS
                      + " \"{authentication}\" \"{forwardedFor}\" {port:word}"),
              List.of()),
          shapes(
              "uvicorn",
              List.of("litellm", "fastapi"),
              "uvicorn's access lines, which have no time (uvicorn.org/settings/)",
              List.of(
                  "INFO:{*}{client:port} - " + REQUEST + " {status} {reason:rest}",
                  "INFO:{*}{client:port} - " + REQUEST + " {status}"),
              List.of()),
          shapes(
              "mealie",
              List.of(),
              "uvicorn as Mealie has it (docs.mealie.io)",
              List.of("INFO{*}{time:iso} - [{client:port}] {status} {reason} " + REQUEST),
              List.of()),
          shapes(
              "baserow",
              List.of(),
              "Baserow's backend (baserow.io/docs)",
              List.of("{*}[BACKEND][{time:iso}] {client:port} - " + REQUEST + " {status}"),
              List.of()),
          shapes(
              "zoraxy",
              List.of(),
              "Zoraxy's access lines (zoraxy.aroz.org)",
              List.of(
                  "{loggedAt} [{time:iso}] [router:{router}] [origin:{virtualHost}]"
                      + " [client: {client}] [useragent: {userAgent}] {method:word} {target}"
                      + " {status}"),
              List.of()),
          shapes(
              "tornado",
              List.of(),
              "Tornado's tornado.access (tornadoweb.org/en/stable/log.html)",
              List.of(
                  "[{level} {time:%y%m%d %H:%M:%S} {module:word}] {status} {method:word} {target}"
                      + " ({client}) {duration:unit}"),
              List.of()),
          shapes(
              "werkzeug",
              List.of("flask", "http-server"),
              "Werkzeug's and Python's http.server (werkzeug.palletsprojects.com)",
              List.of(
                  "{client:word} - - [{time:%d/%b/%Y %H:%M:%S}] " + REQUEST + " {status} {bytes}"),
              List.of()),
          new BuiltInProvider(
              "heroku-router",
              List.of("heroku"),
              "Heroku's router, with or without syslog's head"
                  + " (devcenter.heroku.com/articles/http-routing)",
              true,
              options -> WrapperFormat.optional(Wrapper.SYSLOG, LogfmtFormat.heroku())),
          new BuiltInProvider(
              "logfmt",
              List.of(),
              "lines of key=value with a status or a path (brandur.org/logfmt)",
              true,
              options -> LogfmtFormat.generic()),
          new BuiltInProvider(
              "haproxy",
              List.of("haproxy-http", "httplog", "httpslog"),
              "HAProxy's HTTP and HTTPS logs, with or without syslog's head"
                  + " (docs.haproxy.org, chapter Log format)",
              true,
              options -> haproxy()));

  private TemplateProviders() {}

  private static WrapperFormat haproxy() {
    return WrapperFormat.optional(Wrapper.SYSLOG, haproxyLines());
  }

  private static TemplateFormat haproxyLines() {
    return TemplateFormat.of(
            "haproxy",
            List.of(
                HAPROXY + REQUEST,
                HAPROXY + CAPTURES + REQUEST,
                HAPROXY + HAPROXY_TLS,
                HAPROXY + CAPTURES + HAPROXY_TLS),
            List.of(
                // Connections: the TCP log, and what is said of those that came to no request.
                HAPROXY_HEAD
                    + "{frontend:word} {backend:word}/{upstream:word} {queueTime:word}/{connectTime:word}"
                    + "/{duration:ms} {sent:word} {terminationState:word} {connections:word}"
                    + " {queues:word}",
                HAPROXY_HEAD + "{frontend:word}/{bind:word}: {message:rest}"))
        .ofDisjointShapes();
  }

  private static LogFormatProvider shapes(
      String name,
      List<String> aliases,
      String description,
      List<String> shapes,
      List<String> ignored) {
    return new BuiltInProvider(
        name,
        aliases,
        description,
        true,
        options -> {
          if (!options.definition().isEmpty()) {
            throw new FormatException("the format '" + name + "' takes no definition");
          }
          return TemplateFormat.of(name, shapes, ignored);
        });
  }
}
