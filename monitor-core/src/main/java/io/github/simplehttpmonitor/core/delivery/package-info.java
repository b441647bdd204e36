/** From the engine to the appenders: each behind a queue of its own. Not part of the API. */
@NullMarked
package io.github.simplehttpmonitor.core.delivery;

import org.jspecify.annotations.NullMarked;
