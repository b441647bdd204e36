/**
 * What authors of appenders implement: {@link
 * io.github.simplehttpmonitor.core.spi.AppenderProvider}, found with {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package io.github.simplehttpmonitor.core.spi;

import org.jspecify.annotations.NullMarked;
