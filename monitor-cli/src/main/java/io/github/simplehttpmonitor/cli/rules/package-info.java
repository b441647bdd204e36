/** What rules would have done: episodes of alerts, their timeline, sweeps of a value, tests. */
@NullMarked
package io.github.simplehttpmonitor.cli.rules;

import org.jspecify.annotations.NullMarked;
