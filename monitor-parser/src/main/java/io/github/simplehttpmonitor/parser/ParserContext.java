package io.github.simplehttpmonitor.parser;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a parser is made for.
 *
 * @param fields the wanted fields; parsers leave the others alone
 * @param zone the zone of time stamps that name none
 * @param reference a time near the lines', for stamps without year or date
 * @param maxLineBytes the longest line a parser is given, in bytes
 */
public record ParserContext(Fields fields, ZoneId zone, Instant reference, int maxLineBytes) {

  /** The default limit of a line, 1 MiB. */
  public static final int DEFAULT_MAX_LINE_BYTES = 1 << 20;

  /** {@return a context for these fields, with UTC, 1970 and the default limit} */
  public static ParserContext of(Fields fields) {
    return new ParserContext(fields, ZoneOffset.UTC, Instant.EPOCH, DEFAULT_MAX_LINE_BYTES);
  }

  /** {@return this context with another zone} */
  public ParserContext withZone(ZoneId newZone) {
    return new ParserContext(fields, newZone, reference, maxLineBytes);
  }
}
