package io.github.simplehttpmonitor.parser;

/** Why a line is not a record of its format. The names are stable: output and tests use them. */
public enum MalformedReason {
  /** The line ends before the fields a record must have. */
  TRUNCATED("the line ends too early"),
  /** The text between two fields is not the one the format has there. */
  SEPARATOR("this is not the separator that the format has here"),
  /** The time cannot be read. */
  TIME("this is not a time of the format"),
  /** The response status is neither three digits nor {@code -}. */
  STATUS("this is not a response status"),
  /** A number is not one, or too large. */
  NUMBER("this is not a number"),
  /** The line as a whole does not match. */
  NO_MATCH("the line does not match the pattern"),
  /** The line is not JSON, or not what the format is made of. */
  SYNTAX("this is not the JSON that the format is made of"),
  /** The line lacks what every line of the format has. */
  MISSING("what every line of the format has is missing"),
  /** A row comes before the line that names its columns. */
  NO_FIELDS("no line before this one names the columns"),
  /** The line tells of something other than an HTTP request. */
  NOT_HTTP("this line does not tell of an HTTP request"),
  /** The line is longer than the limit. */
  TOO_LONG("the line is longer than the limit"),
  /** The parser of a plug-in failed. */
  PARSER_FAILED("the format's parser failed"),
  /** What a plug-in says of a line without giving a reason. */
  OTHER("the line does not fit the format");

  private final String explanation;

  MalformedReason(String explanation) {
    this.explanation = explanation;
  }

  /** {@return a sentence for people, without a full stop} */
  public String explanation() {
    return explanation;
  }
}
