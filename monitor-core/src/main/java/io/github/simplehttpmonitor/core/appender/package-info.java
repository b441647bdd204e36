/** The appenders that come with the library: text and JSON lines. */
@NullMarked
package io.github.simplehttpmonitor.core.appender;

import org.jspecify.annotations.NullMarked;
