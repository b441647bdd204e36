package io.github.simplehttpmonitor.core;

/**
 * How far a {@link Monitor#replay} or a search in {@link LogLines} has come.
 *
 * @param bytesRead how many bytes were read, as they are stored: of compressed logs the compressed
 *     ones
 * @param bytesTotal how many there are, -1 if that is not known
 * @param lines how many lines are accounted for
 */
public record Progress(long bytesRead, long bytesTotal, long lines) {}
