package io.github.simplehttpmonitor.parser.formats;

import io.github.simplehttpmonitor.parser.LogFormat;
import org.jspecify.annotations.Nullable;

/**
 * How well a format fits a sample.
 *
 * @param format the format
 * @param score 0, nothing fits, to 1, every line fits exactly
 * @param lines lines of the sample that are not blank or comments
 * @param parsed how many of them are records of the format
 * @param why one sentence for people
 * @param example the first line that does not fit, else null
 * @param column where that line stops fitting, in bytes from 0, else -1
 */
public record Candidate(
    LogFormat format,
    double score,
    int lines,
    int parsed,
    String why,
    @Nullable String example,
    int column) {}
