/**
 * Where lines come from: a followed file, or a stream read to its end.
 *
 * <p>{@link io.github.simplehttpmonitor.core.source.FileFollower} follows a file through rotation
 * and truncation, {@link io.github.simplehttpmonitor.core.source.StreamLines} reads a pipe or
 * standard input. Both hand their lines to a {@link
 * io.github.simplehttpmonitor.core.source.LineSink}. Nothing here starts a thread, waits or reads a
 * clock: the caller polls.
 */
@NullMarked
package io.github.simplehttpmonitor.core.source;

import org.jspecify.annotations.NullMarked;
