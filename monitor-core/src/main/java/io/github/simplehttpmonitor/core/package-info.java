/**
 * Statistics and alerts from HTTP requests, as a library: start with {@link
 * io.github.simplehttpmonitor.core.Monitor}.
 */
@NullMarked
package io.github.simplehttpmonitor.core;

import org.jspecify.annotations.NullMarked;
