/**
 * What the monitor says: {@link io.github.simplehttpmonitor.core.event.Event} and its kinds.
 * Immutable.
 */
@NullMarked
package io.github.simplehttpmonitor.core.event;

import org.jspecify.annotations.NullMarked;
