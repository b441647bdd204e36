package io.github.simplehttpmonitor.parser.formats;

/**
 * The definitions of the JSON formats that come with the library. What they need is what tells them
 * from each other, so that detection finds the right one.
 */
final class JsonDefinitions {

  /**
   * Caddy 2 (<a href="https://caddyserver.com/docs/logging">structured logs</a>, <a
   * href="https://caddyserver.com/docs/caddyfile/directives/log">log</a>): the time in any of its
   * formats, the duration in seconds or as text. Other messages of Caddy are ignored. Before 2.5
   * the client was {@code remote_addr}, with a port.
   */
  static final String CADDY =
      "time=ts|time|timestamp,client=request.client_ip|request.remote_ip|request.remote_addr(port),"
          + "user=user_id,method=request.method,target=request.uri,protocol=request.proto,"
          + "status=status,bytes=size,referer=request.headers.Referer[0],"
          + "userAgent=request.headers.User-Agent[0],virtualHost=request.host,"
          + "duration=duration(s)|latency(s),tlsVersion=request.tls.version,"
          + "forwardedFor=request.headers.X-Forwarded-For[0],requestBytes=bytes_read,"
          + "logger=logger,level=level,"
          + "@if=logger(http.log.access*),@if=msg(handled request),"
          + "@need=request.uri|request.method,@need=request.proto|request.host,@other=level|msg";

  /**
   * Traefik (<a href="https://doc.traefik.io/traefik/observability/access-logs/">access logs</a>):
   * the duration in nanoseconds. The server's own messages have another {@code msg} and are
   * ignored.
   */
  static final String TRAEFIK =
      "time=StartUTC|StartLocal|time,client=ClientHost|ClientAddr(port),user=ClientUsername,"
          + "method=RequestMethod,target=RequestPath,protocol=RequestProtocol,"
          + "status=DownstreamStatus|OriginStatus,bytes=DownstreamContentSize|OriginContentSize,"
          + "referer=request_Referer,userAgent=request_User-Agent,"
          + "virtualHost=RequestHost|RequestAddr,duration=Duration(ns),"
          + "upstream=ServiceAddr|ServiceURL,tlsVersion=TLSVersion,"
          + "forwardedFor=request_X-Forwarded-For,requestBytes=RequestContentSize,"
          + "router=RouterName,service=ServiceName,entryPoint=entryPointName,"
          + "@need=RequestPath|RequestMethod,"
          + "@need=DownstreamStatus|OriginStatus|Duration|ClientAddr|ClientHost|StartUTC,"
          + "@other=level|msg|time";

  /**
   * Envoy (<a
   * href="https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage">access
   * logging</a>) with the names that Istio, Envoy Gateway and Contour give: the duration in
   * milliseconds. Lines without a method tell of connections, not of requests, and are ignored.
   */
  static final String ENVOY =
      "time=start_time|@timestamp|timestamp,client=downstream_remote_address(port)"
          + "|downstream_direct_remote_address(port),method=method|:method,"
          + "target=x-envoy-original-path|x-envoy-origin-path|path|:path,protocol=protocol,"
          + "status=response_code,bytes=bytes_sent,referer=referer,"
          + "userAgent=user_agent|user-agent,virtualHost=authority|:authority,"
          + "duration=duration(ms),upstream=upstream_host,"
          + "tlsVersion=downstream_tls_version|tls_version,"
          + "forwardedFor=x_forwarded_for|x-forwarded-for,requestBytes=bytes_received,"
          + "responseFlags=response_flags,routeName=route_name,upstreamCluster=upstream_cluster,"
          + "requestId=request_id|x-request-id,"
          + "@need=response_code,@need=method|:method,"
          + "@need=downstream_remote_address|downstream_direct_remote_address|upstream_cluster"
          + "|response_flags|upstream_host|bytes_received,"
          + "@other=response_flags|bytes_sent";

  /**
   * Google Cloud (<a
   * href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#HttpRequest">HttpRequest</a>):
   * sizes as text, the latency as a text in seconds. Entries without a request are ignored.
   */
  static final String GOOGLE_CLOUD =
      "time=timestamp|receiveTimestamp|time,client=httpRequest.remoteIp(port),"
          + "method=httpRequest.requestMethod,target=httpRequest.requestUrl,"
          + "protocol=httpRequest.protocol,status=httpRequest.status,"
          + "bytes=httpRequest.responseSize,referer=httpRequest.referer,"
          + "userAgent=httpRequest.userAgent,duration=httpRequest.latency(s),"
          + "upstream=httpRequest.serverIp,requestBytes=httpRequest.requestSize,"
          + "cacheHit=httpRequest.cacheHit,severity=severity,"
          + "statusDetails=jsonPayload.statusDetails,trace=trace,"
          + "@need=httpRequest.requestUrl|httpRequest.requestMethod|httpRequest.status,"
          + "@other=logName|timestamp";

  /**
   * Azure Front Door and Azure CDN (<a
   * href="https://learn.microsoft.com/en-us/azure/frontdoor/monitor-front-door-reference">reference</a>):
   * the time taken in seconds. Records of other categories are ignored.
   */
  static final String AZURE_FRONT_DOOR =
      "time=time(utc:auto),client=properties.clientIp(port)|properties.clientIP(port)"
          + "|properties.socketIp(port),method=properties.httpMethod,"
          + "target=properties.requestUri,protocol=properties.httpVersion,"
          + "status=properties.httpStatusCode,bytes=properties.responseBytes,"
          + "referer=properties.referer|properties.referrer,userAgent=properties.userAgent,"
          + "virtualHost=properties.hostName|properties.hostname,"
          + "duration=properties.timeTaken(s),"
          + "upstream=properties.backendHostname|properties.originName,"
          + "cacheStatus=properties.cacheStatus,tlsVersion=properties.securityProtocol,"
          + "requestBytes=properties.requestBytes,pop=properties.pop,"
          + "trackingReference=properties.trackingReference,@root=records[0],"
          + "@if=category(FrontDoorAccessLog|FrontdoorAccessLog|AzureCdnAccessLog),"
          + "@need=properties.requestUri,@need=properties.httpStatusCode,@other=category|properties";

  /**
   * Azure Application Gateway (<a
   * href="https://learn.microsoft.com/en-us/azure/application-gateway/monitor-application-gateway-reference">reference</a>),
   * v2: the time taken in seconds. (The gateways of v1, which logged milliseconds, are no more.)
   */
  static final String AZURE_APP_GATEWAY =
      "time=timeStamp(utc:auto)|time(utc:auto),"
          + "client=properties.clientIP(port)|properties.clientIp(port),"
          + "method=properties.httpMethod,"
          + "target=properties.originalRequestUriWithArgs|properties.requestUri,"
          + "query=properties.requestQuery,protocol=properties.httpVersion,"
          + "status=properties.httpStatus,bytes=properties.sentBytes,"
          + "userAgent=properties.userAgent,"
          + "virtualHost=properties.originalHost|properties.host,"
          + "duration=properties.timeTaken(s),upstream=properties.serverRouted,"
          + "tlsVersion=properties.sslProtocol,requestBytes=properties.receivedBytes,"
          + "backendPool=backendPoolName|properties.backendPoolName,"
          + "instance=properties.instanceId,"
          + "@root=records[0],@if=category(ApplicationGatewayAccessLog),"
          + "@need=properties.requestUri|properties.originalRequestUriWithArgs,"
          + "@need=properties.httpStatus,@other=category|properties";

  /**
   * Azure App Service (<a
   * href="https://learn.microsoft.com/en-us/azure/azure-monitor/reference/tables/appservicehttplogs">AppServiceHTTPLogs</a>):
   * the time taken in milliseconds, times in UTC without saying so.
   */
  static final String AZURE_APP_SERVICE =
      "time=time(utc:auto)|TimeGenerated(utc:auto),client=properties.CIp(port)|CIp(port),"
          + "user=properties.CsUsername|CsUsername,method=properties.CsMethod|CsMethod,"
          + "target=properties.CsUriStem|CsUriStem,query=properties.CsUriQuery|CsUriQuery,"
          + "protocol=properties.Protocol|Protocol,status=properties.ScStatus|ScStatus,"
          + "bytes=properties.ScBytes|ScBytes,referer=properties.Referer|Referer,"
          + "userAgent=properties.UserAgent|UserAgent,virtualHost=properties.CsHost|CsHost,"
          + "duration=properties.TimeTaken(ms)|TimeTaken(ms),"
          + "requestBytes=properties.CsBytes|CsBytes,instance=properties.ComputerName,"
          + "@root=records[0],@if=category(AppServiceHTTPLogs|HTTPLogs),"
          + "@need=properties.CsUriStem|CsUriStem,@need=properties.ScStatus|ScStatus,"
          + "@other=category|properties";

  /**
   * Cloudflare Logpush (<a
   * href="https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/">http_requests</a>):
   * times as RFC 3339, seconds or nanoseconds, whichever the job says.
   */
  static final String CLOUDFLARE =
      "time=EdgeStartTimestamp|EdgeEndTimestamp,client=ClientIP,method=ClientRequestMethod,"
          + "target=ClientRequestURI,path=ClientRequestPath,protocol=ClientRequestProtocol,"
          + "status=EdgeResponseStatus,bytes=EdgeResponseBytes|EdgeResponseBodyBytes,"
          + "referer=ClientRequestReferer,userAgent=ClientRequestUserAgent,"
          + "virtualHost=ClientRequestHost,upstream=OriginIP,"
          + "cacheStatus=CacheCacheStatus,tlsVersion=ClientSSLProtocol,"
          + "requestBytes=ClientRequestBytes,rayId=RayID,country=ClientCountry,"
          + "colo=EdgeColoCode,originStatus=OriginResponseStatus,"
          + "edgeTimeToFirstByteMs=EdgeTimeToFirstByteMs,"
          + "@need=ClientRequestURI|ClientRequestPath|ClientRequestMethod,"
          + "@need=EdgeStartTimestamp|EdgeEndTimestamp|EdgeResponseStatus|RayID";

  /**
   * Fastly's <a href="https://docs.fastly.com/en/guides/useful-variables-to-log">log format</a> for
   * endpoints that take JSON. Syslog's head before the object is passed over.
   */
  static final String FASTLY =
      "time=timestamp|time_start,client=client_ip,method=request_method|method,"
          + "target=url,protocol=request_protocol|protocol,status=response_status|status,"
          + "bytes=response_body_size|resp_body_size|bytes,referer=request_referer|referer,"
          + "userAgent=request_user_agent|user_agent,virtualHost=host,"
          + "duration=time_elapsed(us),cacheStatus=response_state|cache_status,"
          + "tlsVersion=tls_version,requestBytes=request_body_size,"
          + "country=geo_country,city=geo_city,server=fastly_server,"
          + "@need=url|request_method,@need=fastly_server|fastly_is_edge|fastly_info_state"
          + "|response_state";

  /**
   * CloudFront (<a
   * href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html">standard</a>
   * and <a
   * href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/real-time-logs.html">real-time</a>
   * fields): times in UTC, the time taken in seconds.
   */
  static final String CLOUDFRONT =
      "time=timestamp(utc:auto)|\"timestamp(ms)\"(epoch_ms)|date+time(utc:iso),"
          + "client=c-ip,method=cs-method,path=cs-uri-stem,query=cs-uri-query,"
          + "protocol=cs-protocol-version,status=sc-status,bytes=sc-bytes,"
          + "referer=\"cs(Referer)\"|cs-referer,userAgent=\"cs(User-Agent)\"|cs-user-agent,"
          + "virtualHost=x-host-header|\"cs(Host)\"|cs-host,duration=time-taken(s),"
          + "cacheStatus=x-edge-result-type|x-edge-response-result-type,"
          + "tlsVersion=ssl-protocol,forwardedFor=x-forwarded-for,requestBytes=cs-bytes,"
          + "edgeLocation=x-edge-location,requestId=x-edge-request-id,"
          + "@need=cs-method|cs-uri-stem,@need=sc-status";

  /**
   * Upsun and Platform.sh (<a
   * href="https://docs.upsun.com/increase-observability/logs/forward-logs.html">log
   * forwarding</a>): a combined line of nginx in {@code message}, behind host and program. Lines of
   * other programs are ignored.
   */
  static final String UPSUN =
      "environment=container.environment|metadata.environment,"
          + "project=container.project|metadata.project,service=container.service,"
          + "container=container.hostname,@if=component.id[1].name(nginx),"
          + "@need=message,@need=container.vendor|container.project,@line=message(combined)";

  /**
   * The <a
   * href="https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/log-format/">JSON
   * of ingress-nginx</a>.
   */
  static final String INGRESS_NGINX =
      "time=time|timestamp|@timestamp,client=remote_addr|x_forwarded_for,user=remote_user,"
          + "method=method|request_method,path=path|uri,query=request_query|args,"
          + "protocol=request_proto,status=status,bytes=bytes_sent|body_bytes_sent,"
          + "referer=http_referrer|http_referer,userAgent=http_user_agent,"
          + "virtualHost=vhost|host,duration=request_time(s)|duration(s),"
          + "upstream=upstream_addr,forwardedFor=x_forwarded_for,requestBytes=request_length,"
          + "requestId=request_id|req_id,"
          + "@need=path,@need=request_proto|vhost|request_query,@need=status";

  /**
   * nginx with <a
   * href="https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format">escape=json</a>: keys
   * are the names of the <a href="https://nginx.org/en/docs/varindex.html">variables</a>.
   */
  static final String NGINX =
      "time=time_iso8601|time_local|msec|@timestamp|timestamp|time|ts|datetime,"
          + "client=remote_addr|client_ip|client|remote_ip,user=remote_user,"
          + "request=request,method=request_method|method,target=request_uri,path=uri|document_uri"
          + "|path|url,query=args|query_string,protocol=server_protocol|protocol,"
          + "status=status|response_status|status_code,"
          + "bytes=body_bytes_sent|bytes_sent|bytes|size,"
          + "referer=http_referer|http_referrer|referer|referrer,"
          + "userAgent=http_user_agent|user_agent|agent,"
          + "virtualHost=host|http_host|server_name,duration=request_time(s),"
          + "upstream=upstream_addr|upstream,cacheStatus=upstream_cache_status,"
          + "tlsVersion=ssl_protocol,forwardedFor=http_x_forwarded_for|x_forwarded_for,"
          + "requestBytes=request_length,requestId=request_id,"
          + "upstreamResponseTime=upstream_response_time,"
          + "@need=remote_addr|time_local|time_iso8601|http_user_agent|body_bytes_sent"
          + "|request_time|upstream_addr|upstream_response_time,"
          + "@need=request|request_uri|uri,@need=status|response_status|status_code";

  /**
   * Apache httpd: its <a
   * href="https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats">LogFormat</a> has no
   * JSON of its own, and these are the keys that most give. {@code process} is {@code %D}, in
   * microseconds.
   */
  static final String APACHE =
      "time=time|timestamp|@timestamp|datetime,"
          + "client=remoteIP|remote_ip|remoteIp|clientip|client|remoteHost|remote_host|host_ip,"
          + "ident=ident|remoteLogname|remote_logname,user=remoteUser|remote_user|user,"
          + "request=request|requestLine|request_line|firstLine,method=method|requestMethod,"
          + "target=requestUri,path=path|uri|urlPath|url,query=query|queryString|query_string,"
          + "protocol=protocol|httpVersion,status=status|statusCode,"
          + "bytes=bytes|bytesSent|bytes_sent|size|responseSize|response_size,"
          + "referer=referer|referrer,userAgent=userAgent|user_agent|useragent|user-agent|agent,"
          + "virtualHost=host|vhost|virtualHost|serverName|server_name,"
          + "duration=process(us)|duration_us(us)|durationUs(us)|responseTimeUs(us),"
          + "tlsVersion=sslProtocol|ssl_protocol,forwardedFor=forwardedFor|x_forwarded_for|xff,"
          + "filename=filename,"
          + "@need=remoteIP|remote_ip|remoteIp|remoteHost|remote_host|remoteLogname|filename"
          + "|process|remoteUser,"
          + "@need=request|requestLine|request_line|firstLine|requestUri,"
          + "@need=status|statusCode,"
          + "@need=filename|process|userAgent|remoteIP|remoteHost|remoteLogname|remoteUser";

  /**
   * Any access log in JSON: the names that loggers and servers use, those first that say most
   * exactly what they mean. A duration without a unit in its name counts if its value has one.
   */
  static final String ANY =
      "time=@timestamp|time_iso8601|timestamp|time_local|ts|time|datetime|date_time|start_time"
          + "|startTime|start|StartUTC|EdgeStartTimestamp|timeStamp|msec|eventTime|event_time"
          + "|logged_at|created|date|asctime|@t,"
          + "client=remote_addr|client_ip|clientip|clientIp|clientIP|ClientIP|remote_ip|remoteIp"
          + "|remoteIP|client.ip|source.ip|client.address|source.address|httpRequest.remoteIp"
          + "|request.client_ip|request.remote_ip|remoteAddr|remoteAddress|remote_address"
          + "|remote_host|remoteHost|client_addr|clientAddress|ClientHost|c-ip|src_ip"
          + "|req.remoteAddress|ip|client|downstream_remote_address(port)|host_ip,"
          + "user=remote_user|remoteUser|user.name|username|user_name|user|auth_user|user_id"
          + "|ClientUsername,"
          + "request=request|request_line|requestLine|http_request|RequestLine,"
          + "method=request_method|requestMethod|method|http_method|httpMethod|http.request.method"
          + "|http.method|httpRequest.requestMethod|request.method|req.method|RequestMethod"
          + "|ClientRequestMethod|cs-method|verb|:method,"
          + "target=request_uri|requestUri|requestURI|request_url|requestUrl|uri|url|url.original"
          + "|url.full|http.url|http.target|httpRequest.requestUrl|request.uri|request.url|req.url"
          + "|ClientRequestURI|RequestPath|target|http_uri|:path,"
          + "path=uri_path|url.path|urlPath|path|request_path|requestPath|cs-uri-stem"
          + "|ClientRequestPath|request.path|http.path|endpoint,"
          + "query=args|query_string|queryString|url.query|query|request_query|cs-uri-query,"
          + "protocol=server_protocol|protocol|request_protocol|requestProtocol|http_version"
          + "|httpVersion|http.version|request_proto|proto|httpRequest.protocol|request.proto"
          + "|RequestProtocol|ClientRequestProtocol,"
          + "status=status|status_code|statusCode|response_code|responseCode|response_status"
          + "|responseStatus|http_status|httpStatus|http_status_code|httpStatusCode"
          + "|http.response.status_code|http.status_code|httpRequest.status|response.status"
          + "|response.status_code|res.statusCode|res.status|DownstreamStatus"
          + "|EdgeResponseStatus|sc-status|code|status-code,"
          + "bytes=body_bytes_sent|bytes_sent|bytesSent|response_size|responseSize"
          + "|response_body_size|response_bytes|responseBytes|http.response.body.bytes"
          + "|http.response.bytes|httpRequest.responseSize|res_bytes|resp_size|bytes_out"
          + "|DownstreamContentSize|EdgeResponseBytes|sc-bytes|bytes|size|content_length"
          + "|contentLength|length,"
          + "referer=http_referer|http_referrer|referer|referrer|request_referer|Referer"
          + "|http.request.referrer|httpRequest.referer|request.headers.Referer"
          + "|request.headers.referer|req.headers.referer|headers.referer|cs-referer,"
          + "userAgent=http_user_agent|user_agent|useragent|userAgent|user-agent|UserAgent|agent"
          + "|request_user_agent|user_agent.original|http.user_agent|http.useragent"
          + "|httpRequest.userAgent|request.headers.User-Agent|request.headers.user-agent"
          + "|req.headers.user-agent|headers.user-agent|ClientRequestUserAgent|cs-user-agent,"
          + "virtualHost=http_host|vhost|virtual_host|virtualHost|server_name|serverName|authority"
          + "|:authority|request_host|requestHost|request.host|url.domain|RequestHost"
          + "|ClientRequestHost|req.headers.host|request.headers.Host|cs-host|domain|host,"
          + "duration=request_time(s)|requestTime(text)|duration_ms(ms)|durationMs(ms)"
          + "|latency_ms(ms)|latencyMs(ms)|response_time_ms(ms)|responseTimeMs(ms)"
          + "|request_time_ms(ms)|elapsed_ms(ms)|elapsedMs(ms)|time_taken_ms(ms)|took_ms(ms)"
          + "|duration_us(us)|durationUs(us)|latency_us(us)|duration_ns(ns)|durationNs(ns)"
          + "|event.duration(ns)|duration_s(s)|duration_seconds(s)|latency_seconds(s)"
          + "|httpRequest.latency(s)|time-taken(s)|latency_human(text)|duration(text)"
          + "|latency(text)|response_time(text)|responseTime(text)|elapsed(text)|took(text),"
          + "upstream=upstream_addr|upstream_host|upstream|ServiceAddr|backend|upstreamAddr,"
          + "cacheStatus=upstream_cache_status|cache_status|cacheStatus|CacheCacheStatus"
          + "|x_cache|cache,"
          + "tlsVersion=ssl_protocol|tls_version|tlsVersion|tls_protocol|sslProtocol|TLSVersion"
          + "|tls.version,"
          + "forwardedFor=http_x_forwarded_for|x_forwarded_for|x-forwarded-for|xForwardedFor"
          + "|forwarded_for|forwardedFor|xff|request.headers.X-Forwarded-For"
          + "|headers.x-forwarded-for,"
          + "requestBytes=request_length|request_size|requestSize|request_bytes|requestBytes"
          + "|bytes_received|bytesReceived|http.request.bytes|httpRequest.requestSize|bytes_in"
          + "|cs-bytes,"
          + "@need=status|status_code|statusCode|response_code|responseCode|response_status"
          + "|responseStatus|http_status|httpStatus|http_status_code|httpStatusCode"
          + "|http.response.status_code|http.status_code|httpRequest.status|response.status"
          + "|response.status_code|res.statusCode|res.status|DownstreamStatus|EdgeResponseStatus"
          + "|sc-status|code|status-code|request|request_line|requestLine|request_method"
          + "|requestMethod|method|http_method|httpMethod|http.request.method|http.method"
          + "|httpRequest.requestMethod|request.method|req.method|RequestMethod"
          + "|ClientRequestMethod|cs-method|verb|:method";

  private JsonDefinitions() {}
}
