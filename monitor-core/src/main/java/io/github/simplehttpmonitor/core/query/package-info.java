/**
 * What is computed of requests: a measure, of those that pass a filter, by group, over a window.
 * Everything here is an immutable value.
 */
@NullMarked
package io.github.simplehttpmonitor.core.query;

import org.jspecify.annotations.NullMarked;
