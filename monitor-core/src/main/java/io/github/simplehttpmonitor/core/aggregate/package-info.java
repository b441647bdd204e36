/** Queries and the accumulators that answer them. Pure: no I/O, no clock, no thread. */
@NullMarked
package io.github.simplehttpmonitor.core.aggregate;

import org.jspecify.annotations.NullMarked;
