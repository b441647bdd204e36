/**
 * The record and the contract of a log format: bytes in, {@link
 * io.github.simplehttpmonitor.parser.AccessRecord} out.
 *
 * <p>Start with {@code io.github.simplehttpmonitor.parser.formats.FormatRegistry} to get a {@link
 * io.github.simplehttpmonitor.parser.LogFormat} by name; authors of formats find what they need in
 * {@code io.github.simplehttpmonitor.parser.spi}.
 */
@NullMarked
package io.github.simplehttpmonitor.parser;

import org.jspecify.annotations.NullMarked;
