/**
 * The filter language: {@link io.github.simplehttpmonitor.core.filter.Filter}. Pure: no I/O, no
 * clock, no thread.
 */
@NullMarked
package io.github.simplehttpmonitor.core.filter;

import org.jspecify.annotations.NullMarked;
