/** Serves the health of the monitor to Prometheus. */
@NullMarked
package io.github.simplehttpmonitor.prometheus;

import org.jspecify.annotations.NullMarked;
