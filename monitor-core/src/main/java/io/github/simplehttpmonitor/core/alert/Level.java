package io.github.simplehttpmonitor.core.alert;

/**
 * One severity of a rule and when it is reached. Immutable.
 *
 * @param severity how bad it is then
 * @param condition when
 */
public record Level(Severity severity, Condition condition) {}
