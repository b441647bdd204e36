package io.github.simplehttpmonitor.parser.formats;

import java.util.List;
import java.util.stream.Stream;

/** Lines of the JSON formats, made up after what their vendors say of them. */
final class JsonExamples {

  /**
   * A line and what it means, in the words of {@link JsonReading#describe}.
   *
   * @param format the name of the format
   * @param line one line
   * @param meaning the present fields, well-known ones first
   */
  record Example(String format, String line, String meaning) {}

  static final List<Example> ALL =
      List.of(
          new Example(
              "caddy",
              """
              {"level":"info","ts":1709210096.25,"logger":"http.log.access.log0",\
              "msg":"handled request","request":{"remote_ip":"192.0.2.7","remote_port":"41342",\
              "client_ip":"192.0.2.1","proto":"HTTP/2.0","method":"GET","host":"example.com",\
              "uri":"/a/b?c=d","headers":{"User-Agent":["curl/8.5.0"],"Accept":["*/*"],\
              "X-Forwarded-For":["192.0.2.1"],"Referer":[]},"tls":{"resumed":false,\
              "version":772,"proto":"h2"}},"bytes_read":3,"user_id":"","duration":0.000929675,\
              "size":10900,"status":200,"resp_headers":{"Server":["Caddy"],\
              "Etag":["\\"x\\""]}}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56.250Z method=GET target=/a/b?c=d path=/a/b"
                  + " query=c=d protocol=HTTP/2.0 status=200 bytes=10900 userAgent=curl/8.5.0"
                  + " virtualHost=example.com duration=929 tlsVersion=772"
                  + " forwardedFor=192.0.2.1 requestBytes=3 logger=http.log.access.log0"
                  + " level=info"),
          new Example(
              "traefik-json",
              """
              {"ClientAddr":"[2001:db8::1]:39496","ClientHost":"2001:db8::1","ClientPort":"39496",\
              "ClientUsername":"-","DownstreamContentSize":357,"DownstreamStatus":200,\
              "Duration":2357313,"OriginStatus":200,"RequestAddr":"example.com:443",\
              "RequestContentSize":12,"RequestHost":"example.com","RequestMethod":"POST",\
              "RequestPath":"/a?b","RequestProtocol":"HTTP/2.0","RouterName":"web@docker",\
              "ServiceAddr":"192.0.2.80:80","ServiceName":"web@docker",\
              "ServiceURL":{"Scheme":"http","User":null,"Host":"192.0.2.80:80"},\
              "StartLocal":"2024-02-29T13:34:56.587782192+01:00",\
              "StartUTC":"2024-02-29T12:34:56.587782192Z","TLSVersion":"1.3",\
              "entryPointName":"websecure","level":"info","msg":"",\
              "request_User-Agent":"Mozilla/5.0","request_Referer":"https://example.com/",\
              "time":"2024-02-29T13:34:58+01:00"}""",
              "client=2001:db8::1 time=2024-02-29T12:34:56.587782Z method=POST target=/a?b path=/a"
                  + " query=b protocol=HTTP/2.0 status=200 bytes=357 referer=https://example.com/"
                  + " userAgent=Mozilla/5.0 virtualHost=example.com duration=2357"
                  + " upstream=192.0.2.80:80 tlsVersion=1.3 requestBytes=12 router=web@docker"
                  + " service=web@docker entryPoint=websecure"),
          new Example(
              "envoy-json",
              """
              {"authority":"example.com:8000","bytes_received":"7","bytes_sent":"615",\
              "connection_termination_details":null,\
              "downstream_local_address":"192.0.2.5:8000",\
              "downstream_remote_address":"192.0.2.1:45678","duration":"4","method":"GET",\
              "path":"/status/200?a=b","protocol":"HTTP/1.1","request_id":"a1b2",\
              "requested_server_name":null,"response_code":"200","response_flags":"-",\
              "route_name":"default","start_time":"2024-02-29T12:34:56.123Z",\
              "upstream_cluster":"inbound|8000||","upstream_host":"192.0.2.5:8001",\
              "upstream_service_time":"3","upstream_transport_failure_reason":null,\
              "user_agent":"curl/8.5.0","x_forwarded_for":null}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56.123Z method=GET target=/status/200?a=b"
                  + " path=/status/200 query=a=b protocol=HTTP/1.1 status=200 bytes=615"
                  + " userAgent=curl/8.5.0 virtualHost=example.com:8000 duration=4000"
                  + " upstream=192.0.2.5:8001 requestBytes=7 routeName=default"
                  + " upstreamCluster=inbound|8000|| requestId=a1b2"),
          new Example(
              "gcp-lb-json",
              """
              {"httpRequest":{"cacheLookup":true,"latency":"0.012345s","remoteIp":"192.0.2.1",\
              "requestMethod":"GET","requestSize":"81","requestUrl":"https://example.com/a?b=c",\
              "responseSize":"364","serverIp":"192.0.2.80","status":404,\
              "userAgent":"curl/8.5.0","protocol":"HTTP/2"},"insertId":"1x2y",\
              "jsonPayload":{"statusDetails":"response_sent_by_backend"},\
              "logName":"projects/example/logs/requests","resource":{"labels":{},\
              "type":"http_load_balancer"},"severity":"WARNING",\
              "timestamp":"2024-02-29T12:34:56.789123Z"}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56.789123Z method=GET"
                  + " target=https://example.com/a?b=c path=/a query=b=c protocol=HTTP/2 status=404"
                  + " bytes=364 userAgent=curl/8.5.0 virtualHost=example.com duration=12345"
                  + " upstream=192.0.2.80 requestBytes=81 severity=WARNING"
                  + " statusDetails=response_sent_by_backend"),
          new Example(
              "azure-front-door",
              """
              {"time":"2024-02-29T12:34:56.1234567Z","resourceId":"/SUBSCRIPTIONS/X",\
              "category":"FrontDoorAccessLog","operationName":"Microsoft.Cdn/Profiles/AccessLog",\
              "properties":{"trackingReference":"0AB","httpMethod":"GET","httpVersion":"2.0",\
              "requestUri":"https://example.com:443/a/b?c=d","requestBytes":"1182",\
              "responseBytes":"2573","userAgent":"curl\\/8.5.0","clientIp":"192.0.2.1",\
              "socketIp":"192.0.2.1","clientPort":"52346","timeTaken":"0.023",\
              "securityProtocol":"TLS 1.3","httpStatusCode":"200","pop":"LON",\
              "cacheStatus":"CONFIG_NOCACHE","hostName":"example.com",\
              "originName":"origin.example.com:443","referer":""}}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56.123456Z method=GET"
                  + " target=https://example.com:443/a/b?c=d path=/a/b query=c=d"
                  + " protocol=HTTP/2.0 status=200 bytes=2573 userAgent=curl/8.5.0"
                  + " virtualHost=example.com duration=23000 upstream=origin.example.com:443"
                  + " cacheStatus=CONFIG_NOCACHE tlsVersion=TLS 1.3 requestBytes=1182 pop=LON"
                  + " trackingReference=0AB"),
          new Example(
              "azure-app-gateway",
              """
              {"timeStamp":"2024-02-29T12:34:56+00:00","resourceId":"/SUBSCRIPTIONS/X",\
              "operationName":"ApplicationGatewayAccess","category":"ApplicationGatewayAccessLog",\
              "properties":{"instanceId":"appgw_1","clientIP":"192.0.2.1","clientPort":"46734",\
              "httpMethod":"GET","originalRequestUriWithArgs":"/a?b=c","requestUri":"/rewritten",\
              "requestQuery":"b=c","userAgent":"curl/8.5.0","httpStatus":200,\
              "httpVersion":"HTTP/1.1","receivedBytes":184,"sentBytes":466,"timeTaken":0.034,\
              "sslEnabled":"on","sslProtocol":"TLSv1.2","serverRouted":"192.0.2.80:443",\
              "host":"example.com","originalHost":"www.example.com"}}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56Z method=GET target=/a?b=c path=/a query=b=c"
                  + " protocol=HTTP/1.1 status=200 bytes=466 userAgent=curl/8.5.0"
                  + " virtualHost=www.example.com duration=34000 upstream=192.0.2.80:443"
                  + " tlsVersion=TLSv1.2 requestBytes=184 instance=appgw_1"),
          new Example(
              "azure-app-service",
              """
              {"records":[{"category":"AppServiceHTTPLogs","time":"2024-02-29T12:34:56.0000000",\
              "properties":{"UserAgent":"Mozilla\\/5.0","Cookie":"--","ScStatus":"200",\
              "CsUsername":"-","CsHost":"example.com","CsMethod":"GET","CsBytes":"1635",\
              "CsUriQuery":"_=1","CIp":"192.0.2.1","SPort":"80","Referer":"-",\
              "CsUriStem":"\\/api\\/site\\/","TimeTaken":19619,"ScBytes":"494",\
              "ComputerName":"host1"}}]}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56Z method=GET target=/api/site/?_=1"
                  + " path=/api/site/ query=_=1 status=200 bytes=494 userAgent=Mozilla/5.0"
                  + " virtualHost=example.com duration=19619000 requestBytes=1635 instance=host1"),
          new Example(
              "cloudflare",
              """
              {"ClientIP":"192.0.2.1","ClientRequestHost":"example.com",\
              "ClientRequestMethod":"GET","ClientRequestURI":"/a?b","ClientRequestPath":"/a",\
              "ClientRequestUserAgent":"curl/8.5.0","ClientRequestReferer":"",\
              "ClientRequestProtocol":"HTTP/3","ClientSSLProtocol":"TLSv1.3",\
              "EdgeStartTimestamp":1709210096250000000,"EdgeEndTimestamp":1709210096300000000,\
              "EdgeResponseBytes":1248,"EdgeResponseStatus":200,"RayID":"87a1","OriginIP":"",\
              "CacheCacheStatus":"hit","ClientCountry":"de","ClientRequestBytes":99,\
              "EdgeColoCode":"FRA","FirewallMatchesActions":[],"OriginResponseStatus":0}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56.250Z method=GET target=/a?b path=/a query=b"
                  + " protocol=HTTP/3 status=200 bytes=1248 userAgent=curl/8.5.0"
                  + " virtualHost=example.com cacheStatus=hit tlsVersion=TLSv1.3 requestBytes=99"
                  + " rayId=87a1 country=de colo=FRA originStatus=0"),
          new Example(
              "fastly-json",
              """
              <134>2024-02-29T12:34:57Z cache-lhr1 logs[1]: {"timestamp":"2024-02-29T12:34:56+0000",\
              "client_ip":"192.0.2.1","geo_country":"germany","geo_city":"berlin",\
              "host":"example.com","url":"/a?b","request_method":"GET",\
              "request_protocol":"HTTP/2","request_referer":"","request_user_agent":"curl/8.5.0",\
              "response_state":"HIT","response_status":200,"response_reason":"OK",\
              "response_body_size":564,"fastly_server":"cache-lhr1","fastly_is_edge":true}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56Z method=GET target=/a?b path=/a query=b"
                  + " protocol=HTTP/2 status=200 bytes=564 userAgent=curl/8.5.0"
                  + " virtualHost=example.com cacheStatus=HIT country=germany city=berlin"
                  + " server=cache-lhr1"),
          new Example(
              "cloudfront-json",
              """
              {"date":"2024-02-29","time":"12:34:56","x-edge-location":"FRA56-P4",\
              "sc-bytes":"703","c-ip":"192.0.2.1","cs-method":"GET",\
              "cs(Host)":"d1.cloudfront.example","cs-uri-stem":"/a","sc-status":"200",\
              "cs(Referer)":"-","cs(User-Agent)":"curl/8.5.0","cs-uri-query":"b=c",\
              "cs(Cookie)":"-","x-edge-result-type":"Hit","x-edge-request-id":"R==",\
              "x-host-header":"example.com","cs-protocol":"https","cs-bytes":"62",\
              "time-taken":"0.113","x-forwarded-for":"-","ssl-protocol":"TLSv1.3",\
              "cs-protocol-version":"HTTP/2.0"}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56Z method=GET target=/a?b=c path=/a query=b=c"
                  + " protocol=HTTP/2.0 status=200 bytes=703 userAgent=curl/8.5.0"
                  + " virtualHost=example.com duration=113000 cacheStatus=Hit tlsVersion=TLSv1.3"
                  + " requestBytes=62 edgeLocation=FRA56-P4 requestId=R=="),
          new Example(
              "upsun-json",
              """
              {"timestamp_ns":1709210096340876000,"timestamp":1709210096,\
              "container":{"name":"abc","service":"app","environment":"main","project":"xyz",\
              "hostname":"app.0","vendor":"upsun"},"component":{"id":[{"type":"unit",\
              "name":"nginx.service"},{"type":"command","name":"nginx"}]},"type":"log.journald",\
              "level":"INFO","message":"app.0 nginx: 192.0.2.1 - - [29/Feb/2024:12:34:56 +0000] \
              \\"GET /a?b HTTP/1.1\\" 502 1535 \\"-\\" \\"curl/8.5.0\\"",\
              "metadata":{"environment":"main","project":"xyz"}}""",
              "client=192.0.2.1 time=2024-02-29T12:34:56Z request=GET /a?b HTTP/1.1 method=GET"
                  + " target=/a?b path=/a query=b protocol=HTTP/1.1 status=502 bytes=1535"
                  + " userAgent=curl/8.5.0 environment=main project=xyz service=app"
                  + " container=app.0"),
          new Example(
              "ingress-nginx-json",
              """
              {"time": "2024-02-29T12:34:56+00:00", "remote_addr": "192.0.2.1",\
               "x_forwarded_for": "192.0.2.1", "request_id": "e3f0", "remote_user": "",\
               "bytes_sent": 850, "request_time": 0.005, "status": 200, "vhost": "example.com",\
               "request_proto": "HTTP/1.1", "path": "/a", "request_query": "b=c",\
               "request_length": 330, "duration": 0.005, "method": "GET",\
               "http_referrer": "https://example.com/", "http_user_agent": "curl/8.5.0" }""",
              "client=192.0.2.1 time=2024-02-29T12:34:56Z method=GET target=/a?b=c path=/a query=b=c"
                  + " protocol=HTTP/1.1 status=200 bytes=850 referer=https://example.com/"
                  + " userAgent=curl/8.5.0 virtualHost=example.com duration=5000"
                  + " forwardedFor=192.0.2.1 requestBytes=330 requestId=e3f0"),
          new Example(
              "nginx-json",
              """
              {"time_local":"29/Feb/2024:12:34:56 +0000","remote_addr":"192.0.2.1",\
              "remote_user":"alice","request":"GET /a?b HTTP/1.1","status":"200",\
              "body_bytes_sent":"612","request_time":"0.012","http_referrer":"",\
              "http_user_agent":"say \\"hi\\"","http_x_forwarded_for":"192.0.2.9",\
              "upstream_addr":"192.0.2.80:8080","upstream_response_time":"0.010",\
              "host":"example.com","ssl_protocol":"TLSv1.3","request_length":"128"}""",
              "client=192.0.2.1 user=alice time=2024-02-29T12:34:56Z request=GET /a?b HTTP/1.1"
                  + " method=GET target=/a?b path=/a query=b protocol=HTTP/1.1 status=200 bytes=612"
                  + " userAgent=say \"hi\" virtualHost=example.com duration=12000"
                  + " upstream=192.0.2.80:8080 tlsVersion=TLSv1.3 forwardedFor=192.0.2.9"
                  + " requestBytes=128 upstreamResponseTime=0.010"),
          new Example(
              "apache-json",
              """
              { "time":"[29/Feb/2024:12:34:56 +0000]", "process":"5113",\
               "filename":"/var/www/html/index.html", "remoteIP":"192.0.2.1",\
               "host":"example.com", "request":"/a b", "query":"?c=d", "method":"GET",\
               "status":"200", "userAgent":"x\\x22y", "referer":"-" }""",
              "client=192.0.2.1 time=2024-02-29T12:34:56Z request=/a b method=GET target=/a b?c=d"
                  + " path=/a b query=c=d status=200 userAgent=x\"y virtualHost=example.com"
                  + " duration=5113 filename=/var/www/html/index.html"),
          new Example(
              "json",
              """
              {"@timestamp":"2024-02-29T12:34:56.5+01:00","level":"info","latency":"12.5ms",\
              "http":{"request":{"method":"GET","referrer":"https://example.com/"},\
              "response":{"status_code":200,"body":{"bytes":7}},"version":"1.1"},\
              "url":{"original":"/a?b","path":"/a"},"source.ip":"192.0.2.1",\
              "user_agent":{"original":"curl/8.5.0"}}""",
              "client=192.0.2.1 time=2024-02-29T11:34:56.500Z method=GET target=/a?b path=/a query=b"
                  + " protocol=HTTP/1.1 status=200 bytes=7 referer=https://example.com/"
                  + " userAgent=curl/8.5.0 duration=12500"));

  private JsonExamples() {}

  static Stream<Example> stream() {
    return ALL.stream();
  }

  static String line(String format) {
    return ALL.stream().filter(e -> e.format().equals(format)).findFirst().orElseThrow().line();
  }
}
