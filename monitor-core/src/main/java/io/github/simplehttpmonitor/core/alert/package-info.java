/** Rules and their state machine. Pure: no I/O, no clock, no thread. */
@NullMarked
package io.github.simplehttpmonitor.core.alert;

import org.jspecify.annotations.NullMarked;
