/** Sources, parsers and the engine put together: replay and live following. Not part of the API. */
@NullMarked
package io.github.simplehttpmonitor.core.runtime;

import org.jspecify.annotations.NullMarked;
