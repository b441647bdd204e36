/**
 * What authors of formats implement: a {@link
 * io.github.simplehttpmonitor.parser.spi.LogFormatProvider}, named in {@code
 * META-INF/services/io.github.simplehttpmonitor.parser.spi.LogFormatProvider} or provided by a
 * module, and found with {@link java.util.ServiceLoader}.
 *
 * <p>{@link io.github.simplehttpmonitor.parser.spi.StringLogFormat} is the short way for formats
 * that need not be fast. Both ways pass the same contract tests, {@code LogFormatContract} of the
 * {@code monitor-testkit} module.
 */
@NullMarked
package io.github.simplehttpmonitor.parser.spi;

import org.jspecify.annotations.NullMarked;
