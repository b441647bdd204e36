/**
 * The formats that come with the library, and the way to any format by name: {@link
 * io.github.simplehttpmonitor.parser.formats.FormatRegistry}.
 */
@NullMarked
package io.github.simplehttpmonitor.parser.formats;

import org.jspecify.annotations.NullMarked;
