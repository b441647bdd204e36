package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.Field;
import io.github.simplehttpmonitor.parser.LogFormat;
import io.github.simplehttpmonitor.parser.formats.Column.Role;
import io.github.simplehttpmonitor.parser.spi.FormatOptions;
import io.github.simplehttpmonitor.parser.spi.LogFormatProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The formats of columns, and those that are texts of a fixed shape. */
final class TabularProviders {

  private static final Cutter.Dialect AWS =
      new Cutter.Dialect(Cutter.Delimiter.SPACE, Cutter.Quotes.ESCAPED);

  private static final Column CLIENT = Column.text(Field.CLIENT);
  private static final Column TIME = Column.of(Role.TIME, Field.TIME);
  private static final Column STATUS = Column.of(Role.STATUS, Field.STATUS);
  private static final Column REQUEST = Column.of(Role.REQUEST, Field.REQUEST);
  private static final Column BYTES = Column.size(Field.BYTES);
  private static final Column REQUEST_BYTES = Column.size(Field.REQUEST_BYTES);
  private static final Column USER_AGENT =
      Column.text(Field.USER_AGENT).coded(Column.Coding.BACKSLASH);
  private static final Column SECONDS = Column.duration(1_000_000);

  /** The first column of the load balancer's log and the columns after the user agent. */
  static final Table ALB =
      Table.of(
              AWS,
              TimeSpec.ISO,
              Column.of(Role.SERVICE, Field.of("type")),
              TIME,
              Column.text("elb"),
              Column.of(Role.ADDRESS, Field.CLIENT),
              Column.text(Field.UPSTREAM),
              SECONDS,
              SECONDS,
              SECONDS,
              STATUS,
              Column.text("targetStatus"),
              REQUEST_BYTES,
              BYTES,
              REQUEST,
              USER_AGENT,
              Column.text("sslCipher"),
              Column.text(Field.TLS_VERSION),
              Column.text("targetGroup"),
              Column.text("traceId"),
              Column.text(Field.VIRTUAL_HOST),
              Column.text("certificate"),
              Column.text("rulePriority"),
              Column.text("requestCreationTime"),
              Column.text("actions"),
              Column.text("redirectUrl"),
              Column.text("errorReason"),
              Column.text("targets"),
              Column.text("targetStatuses"),
              Column.text("classification"),
              Column.text("classificationReason"),
              Column.text("connectionTraceId"),
              Column.text("transformedHost"),
              Column.text("transformedUri"),
              Column.text("transformStatus"))
          .withOptionalFrom(17);

  static final Table ELB =
      Table.of(
              AWS,
              TimeSpec.ISO,
              TIME,
              Column.text("elb"),
              Column.of(Role.ADDRESS, Field.CLIENT),
              Column.text(Field.UPSTREAM),
              SECONDS,
              SECONDS,
              SECONDS,
              STATUS,
              Column.text("backendStatus"),
              REQUEST_BYTES,
              BYTES,
              REQUEST,
              USER_AGENT,
              Column.text("sslCipher"),
              Column.text(Field.TLS_VERSION))
          .withOptionalFrom(12);

  static final Table S3 =
      Table.of(
              AWS,
              TimeSpec.CLF,
              Column.text("bucketOwner"),
              Column.text(Field.VIRTUAL_HOST),
              TIME,
              CLIENT,
              Column.text(Field.USER),
              Column.text("requestId"),
              Column.text("operation"),
              Column.text("key"),
              REQUEST,
              STATUS,
              Column.text("errorCode"),
              BYTES,
              Column.text("objectSize"),
              Column.duration(1_000),
              Column.text("turnAroundTime"),
              Column.text(Field.REFERER).coded(Column.Coding.BACKSLASH),
              USER_AGENT,
              Column.text("versionId"),
              Column.text("hostId"),
              Column.text("signatureVersion"),
              Column.text("sslCipher"),
              Column.text("authenticationType"),
              Column.text("hostHeader"),
              Column.text(Field.TLS_VERSION),
              Column.text("accessPoint"),
              Column.text("aclRequired"))
          .withOptionalFrom(17);

  static final Table SQUID =
      Table.of(
          new Cutter.Dialect(Cutter.Delimiter.BLANKS, Cutter.Quotes.NONE),
          TimeSpec.EPOCH,
          TIME,
          Column.duration(1_000),
          CLIENT,
          Column.of(Role.CACHE_AND_STATUS, Field.CACHE_STATUS),
          BYTES,
          Column.text(Field.METHOD),
          Column.of(Role.TARGET, Field.TARGET),
          Column.text(Field.USER),
          Column.of(Role.PEER, Field.UPSTREAM),
          Column.text("contentType"));

  static final Table IIS_NATIVE =
      new Table(
          List.of(
              CLIENT,
              Column.text(Field.USER),
              Column.of(Role.DATE, Field.TIME),
              Column.of(Role.CLOCK, Field.TIME),
              Column.of(Role.SERVICE, Field.of("s-sitename")),
              Column.text("s-computername"),
              Column.text("s-ip"),
              Column.duration(1_000),
              REQUEST_BYTES,
              BYTES,
              STATUS,
              Column.text("sc-win32-status"),
              Column.text(Field.METHOD),
              Column.of(Role.STEM, Field.PATH),
              Column.of(Role.QUERY, Field.QUERY)),
          new Cutter.Dialect(Cutter.Delimiter.COMMA_SPACE, Cutter.Quotes.NONE),
          null,
          14,
          true);

  static final Table GCS =
      Table.of(
              new Cutter.Dialect(Cutter.Delimiter.COMMA, Cutter.Quotes.DOUBLED),
              TimeSpec.EPOCH_MICROS,
              TIME,
              CLIENT,
              Column.text("clientType"),
              Column.text("clientRegion"),
              Column.text(Field.METHOD),
              Column.of(Role.TARGET, Field.TARGET),
              STATUS,
              REQUEST_BYTES,
              BYTES,
              Column.duration(1),
              Column.text(Field.VIRTUAL_HOST),
              Column.text(Field.REFERER),
              Column.text(Field.USER_AGENT),
              Column.text("requestId"),
              Column.text("operation"),
              Column.text("bucket"),
              Column.text("object"))
          .withOptionalFrom(15);

  /** Those whose rows cannot be told without the lines before them. */
  static final Set<String> HEADED = Set.of("w3c", "zeek-http");

  static final List<LogFormatProvider> ALL =
      List.of(
          fixed(
              "aws-alb",
              List.of("alb"),
              "AWS Application Load Balancer (docs.aws.amazon.com/elasticloadbalancing"
                  + "/latest/application/load-balancer-access-logs.html)",
              ALB),
          fixed(
              "aws-elb",
              List.of("elb", "aws-classic-elb"),
              "AWS Classic Load Balancer (docs.aws.amazon.com/elasticloadbalancing"
                  + "/latest/classic/access-log-collection.html)",
              ELB),
          fixed(
              "s3-access",
              List.of("s3", "aws-s3"),
              "Amazon S3 server access log"
                  + " (docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html)",
              S3),
          made(
              "cloudfront",
              List.of("aws-cloudfront"),
              "Amazon CloudFront standard log, with or without its head"
                  + " (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"
                  + "/standard-logs-reference.html)",
              options -> w3c("cloudfront", "", W3cDirectives.cloudFront())),
          made(
              "w3c",
              List.of("iis", "iis-w3c", "w3c-extended", "elf"),
              "W3C Extended Log File Format, as IIS writes it; w3c:FIELDS for a log without"
                  + " #Fields (w3.org/TR/WD-logfile.html)",
              options -> w3c("w3c", options.definition(), W3cDirectives.of(options.definition()))),
          made(
              "zeek-http",
              List.of("zeek", "bro-http"),
              "Zeek's http.log, tab-separated (docs.zeek.org/en/master/logs/http.html)",
              options -> zeek(none("zeek-http", options))),
          fixed(
              "iis-native",
              List.of("iis-log"),
              "IIS log file format, comma-separated"
                  + " (learn.microsoft.com/previous-versions/iis/6.0-sdk/ms525807(v=vs.90))",
              IIS_NATIVE),
          made(
              "gcs-csv",
              List.of("gcs", "google-cloud-storage"),
              "Google Cloud Storage usage log (cloud.google.com/storage/docs/access-logs)",
              options -> gcs(none("gcs-csv", options))),
          fixed(
              "squid",
              List.of("squid-native"),
              "Squid's native access.log (wiki.squid-cache.org/Features/LogFormat)",
              SQUID));

  private TabularProviders() {}

  private static LogFormatProvider made(
      String name,
      List<String> aliases,
      String description,
      Function<FormatOptions, LogFormat> factory) {
    return new BuiltInProvider(name, aliases, description, true, factory);
  }

  private static LogFormatProvider fixed(
      String name, List<String> aliases, String description, Table table) {
    return made(
        name,
        aliases,
        description,
        options -> {
          none(name, options);
          return TabularFormat.fixed(name, "", table);
        });
  }

  /** Checks that there is no definition where none is possible. */
  private static FormatOptions none(String name, FormatOptions options) {
    if (!options.definition().isEmpty()) {
      throw new FormatException("the format '" + name + "' takes no definition");
    }
    return options;
  }

  private static LogFormat w3c(String name, String definition, W3cDirectives directives) {
    Set<Field> fields = new LinkedHashSet<>();
    W3cColumns columns = new W3cColumns(1, name.equals("cloudfront"));
    String usual =
        name.equals("cloudfront")
            ? W3cDirectives.CLOUDFRONT_FIELDS
            : W3cDirectives.IIS_FIELDS
                + " cs-version cs-host sc-bytes cs-bytes cs(Cookie) s-sitename s-computername"
                + " ssl-protocol cached x-forwarded-for";
    for (String column : (usual + " " + definition).trim().split("\\s+", -1)) {
      fields.addAll(
          Table.of(
                  new Cutter.Dialect(Cutter.Delimiter.TAB, Cutter.Quotes.NONE),
                  null,
                  columns.column(column))
              .fields());
    }
    return new TabularFormat(name, definition, List.copyOf(fields), directives);
  }

  private static LogFormat zeek(FormatOptions options) {
    List<Field> fields =
        List.of(
            Field.TIME,
            Field.CLIENT,
            Field.METHOD,
            Field.VIRTUAL_HOST,
            Field.TARGET,
            Field.PATH,
            Field.QUERY,
            Field.REFERER,
            Field.PROTOCOL,
            Field.USER_AGENT,
            Field.REQUEST_BYTES,
            Field.BYTES,
            Field.STATUS,
            Field.USER);
    return new TabularFormat("zeek-http", options.definition(), fields, new ZeekDirectives());
  }

  private static LogFormat gcs(FormatOptions options) {
    return new TabularFormat(
        "gcs-csv", options.definition(), GCS.fields(), Directives.withHead(GCS, "time_micros"));
  }
}
