/** Aggregates records over time and evaluates alert rules. */
package io.github.simplehttpmonitor.core;
