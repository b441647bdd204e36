package io.github.simplehttpmonitor.testkit;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.FormatRegistry;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contract, run on the library's JSON formats. */
class JsonFormatsContractTest {

  /** A format by name, with two lines that differ in the path and have escapes. */
  private abstract static class Contract extends LogFormatContract {
    private final String spec;
    private final String line;
    private final GoodLine first;

    /**
     * Makes a contract.
     *
     * @param line a line with the path {@code /a} and, as user agent, {@code curl}
     */
    Contract(String spec, String line) {
      this.spec = spec;
      this.line = line.replace('\'', '"');
      this.first =
          GoodLine.of(this.line)
              .with(Field.TIME, "2024-02-29T12:34:56Z")
              .with(Field.PATH, "/a")
              .with(Field.STATUS, "200")
              .with(Field.USER_AGENT, "curl")
              .without(Field.REFERER);
    }

    @Override
    protected LogFormat format() {
      return FormatRegistry.builtIn().create(spec);
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          first,
          GoodLine.of(line.replace("/a", "/\u00E4/b").replace("curl", "a\u20ACb"))
              .with(Field.PATH, "/\u00E4/b")
              .with(Field.USER_AGENT, "a\u20ACb"),
          GoodLine.of(line.replace("/a", "/c").replace(",", " ,\t"))
              .with(Field.PATH, "/c")
              .with(Field.STATUS, "200"));
    }

    @Override
    protected List<String> badLines() {
      return List.of(
          "no object",
          line.substring(0, line.length() - 1),
          line.replace("2024", "20x4"),
          line.replace("200", "2x0"),
          line + "x",
          "{}");
    }
  }

  @Nested
  class Json extends Contract {
    Json() {
      super(
          "json",
          "{'time':'2024-02-29T12:34:56Z','method':'GET','url':'/a','status':200,"
              + "'user_agent':'curl','referer':null}");
    }
  }

  @Nested
  class Defined extends Contract {
    Defined() {
      super(
          "json:time=t(iso),path=r.p,status=r.s,userAgent=h.ua[0],referer=h.ref[0],id=id",
          "{'t':'2024-02-29T12:34:56Z','id':7,'h':{'ua':['curl'],'ref':[]},"
              + "'r':{'s':'200','p':'/a'}}");
    }
  }

  @Nested
  class Caddy extends Contract {
    Caddy() {
      super(
          "caddy",
          "{'level':'info','ts':'2024-02-29T12:34:56Z','logger':'http.log.access','msg':"
              + "'handled request','request':{'client_ip':'192.0.2.1','proto':'HTTP/2.0',"
              + "'method':'GET','host':'example.com','uri':'/a','headers':{'User-Agent':"
              + "['curl'],'Accept':['*/*']}},'bytes_read':0,'user_id':'','duration':0.000929675,"
              + "'size':10900,'status':200,'resp_headers':{'Server':['Caddy']}}");
    }
  }

  @Nested
  class Traefik extends Contract {
    Traefik() {
      super(
          "traefik-json",
          "{'ClientHost':'192.0.2.1','ClientUsername':'-','DownstreamContentSize':357,"
              + "'DownstreamStatus':200,'Duration':2357313,'RequestHost':'example.com',"
              + "'RequestMethod':'GET','RequestPath':'/a','RequestProtocol':'HTTP/2.0',"
              + "'StartUTC':'2024-02-29T12:34:56Z','msg':'','request_User-Agent':'curl'}");
    }
  }

  @Nested
  class Envoy extends Contract {
    Envoy() {
      super(
          "envoy-json",
          "{'start_time':'2024-02-29T12:34:56Z','method':'GET','path':'/a','response_code':200,"
              + "'response_flags':'-','bytes_sent':7,'duration':4,'user_agent':'curl',"
              + "'downstream_remote_address':'192.0.2.1:45678','upstream_host':null}");
    }
  }

  @Nested
  class GoogleCloud extends Contract {
    GoogleCloud() {
      super(
          "gcp-lb-json",
          "{'httpRequest':{'latency':'0.012s','remoteIp':'192.0.2.1','requestMethod':'GET',"
              + "'requestUrl':'https://example.com/a','responseSize':'364','status':200,"
              + "'userAgent':'curl'},'timestamp':'2024-02-29T12:34:56Z','severity':'INFO'}");
    }
  }

  @Nested
  class AzureFrontDoor extends Contract {
    AzureFrontDoor() {
      super(
          "azure-front-door",
          "{'time':'2024-02-29T12:34:56.0000000Z','category':'FrontDoorAccessLog','properties':"
              + "{'httpMethod':'GET','httpVersion':'2.0','requestUri':'https://example.com:443/a',"
              + "'userAgent':'curl','clientIp':'192.0.2.1','timeTaken':'0.023',"
              + "'httpStatusCode':'200','referer':''}}");
    }
  }

  @Nested
  class AzureAppGateway extends LogFormatContract {
    private static final String LINE =
        "{\"timeStamp\":\"2024-02-29T12:34:56+00:00\",\"category\":\"ApplicationGatewayAccessLog\","
            + "\"properties\":{\"clientIP\":\"192.0.2.1\",\"httpMethod\":\"GET\",\"requestUri\":\"/a\","
            + "\"requestQuery\":\"b=c\",\"httpStatus\":200,\"timeTaken\":0.034}}";

    @Override
    protected LogFormat format() {
      return FormatRegistry.builtIn().create("azure-app-gateway");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of(LINE)
              .with(Field.TARGET, "/a?b=c")
              .with(Field.QUERY, "b=c")
              .with(Field.DURATION, "34000")
              .without(Field.USER_AGENT),
          GoodLine.of(LINE.replace("b=c", "-")).with(Field.TARGET, "/a").without(Field.QUERY));
    }

    @Override
    protected List<String> badLines() {
      return List.of(LINE.replace("AccessLog", "FirewallLog"), LINE.replace("0.034", "\"soon\""));
    }
  }

  @Nested
  class AzureAppService extends Contract {
    AzureAppService() {
      super(
          "azure-app-service",
          "{'category':'AppServiceHTTPLogs','time':'2024-02-29T12:34:56.0000000','properties':"
              + "{'UserAgent':'curl','ScStatus':'200','CsMethod':'GET','CIp':'192.0.2.1',"
              + "'Referer':'-','CsUriStem':'/a','TimeTaken':19619,'ScBytes':'494'}}");
    }
  }

  @Nested
  class Cloudflare extends Contract {
    Cloudflare() {
      super(
          "cloudflare",
          "{'ClientIP':'192.0.2.1','ClientRequestHost':'example.com','ClientRequestMethod':'GET',"
              + "'ClientRequestURI':'/a','ClientRequestUserAgent':'curl','ClientRequestReferer':'',"
              + "'EdgeStartTimestamp':'2024-02-29T12:34:56Z','EdgeResponseBytes':1248,"
              + "'EdgeResponseStatus':200,'RayID':'87a1'}");
    }
  }

  @Nested
  class Fastly extends Contract {
    Fastly() {
      super(
          "fastly-json",
          "{'timestamp':'2024-02-29T12:34:56+0000','client_ip':'192.0.2.1','host':'example.com',"
              + "'url':'/a','request_method':'GET','request_referer':'','request_user_agent':'curl',"
              + "'response_state':'HIT','response_status':200,'fastly_is_edge':true}");
    }
  }

  @Nested
  class CloudFront extends Contract {
    CloudFront() {
      super(
          "cloudfront-json",
          "{'date':'2024-02-29','time':'12:34:56','c-ip':'192.0.2.1','cs-method':'GET',"
              + "'cs-uri-stem':'/a','sc-status':'200','cs(Referer)':'-','cs(User-Agent)':'curl',"
              + "'cs-uri-query':'-','time-taken':'0.113'}");
    }
  }

  @Nested
  class Upsun extends LogFormatContract {
    private static final String LINE =
        "{\"container\":{\"vendor\":\"upsun\",\"project\":\"x\"},\"message\":\"app.0 nginx: 192.0.2.1 - -"
            + " [29/Feb/2024:12:34:56 +0000] \\\"GET /a HTTP/1.1\\\" 200 5 \\\"-\\\" \\\"curl\\\"\"}";

    @Override
    protected LogFormat format() {
      return FormatRegistry.builtIn().create("upsun-json");
    }

    @Override
    protected List<GoodLine> goodLines() {
      return List.of(
          GoodLine.of(LINE).with(Field.PATH, "/a").with(Field.CLIENT, "192.0.2.1"),
          GoodLine.of(LINE.replace("app.0 nginx: ", "")).with(Field.CLIENT, "192.0.2.1"),
          GoodLine.of(LINE.replace("/a", "/\\u00e4")).with(Field.PATH, "/\u00E4"));
    }

    @Override
    protected List<String> badLines() {
      return List.of(LINE.replace("29/Feb", "30/Feb"), "{\"message\":7}", "{}");
    }
  }

  @Nested
  class IngressNginx extends Contract {
    IngressNginx() {
      super(
          "ingress-nginx-json",
          "{'time':'2024-02-29T12:34:56+00:00','remote_addr':'192.0.2.1','status':200,"
              + "'vhost':'example.com','request_proto':'HTTP/1.1','path':'/a','request_query':'',"
              + "'method':'GET','http_referrer':'','http_user_agent':'curl','duration':0.005}");
    }
  }

  @Nested
  class Nginx extends Contract {
    Nginx() {
      super(
          "nginx-json",
          "{'time_local':'29/Feb/2024:12:34:56 +0000','remote_addr':'192.0.2.1',"
              + "'request':'GET /a HTTP/1.1','status':'200','body_bytes_sent':'612',"
              + "'request_time':'0.012','http_referer':'','http_user_agent':'curl'}");
    }
  }

  @Nested
  class Apache extends Contract {
    Apache() {
      super(
          "apache-json",
          "{'time':'[29/Feb/2024:12:34:56 +0000]','process':'5113','remoteIP':'192.0.2.1',"
              + "'request':'/a','query':'','method':'GET','status':'200','userAgent':'curl',"
              + "'referer':'-'}");
    }
  }
}
