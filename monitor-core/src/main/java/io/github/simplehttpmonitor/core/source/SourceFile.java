package io.github.simplehttpmonitor.core.source;

import java.nio.file.Path;

/**
 * One file whose lines are handed out.
 *
 * @param number counts the files of a follower, from 1; unique within it
 * @param path where the file was when its first bytes were read
 * @param identity what it can be recognised by
 * @param start the position of the first byte handed out; not zero when the file is followed from
 *     its end, in which case a header at its beginning was not seen
 */
public record SourceFile(int number, Path path, FileIdentity identity, long start) {}
