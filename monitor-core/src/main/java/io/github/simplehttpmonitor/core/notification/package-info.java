/**
 * When people are told about alerts: many in one message, again while they last, once when they
 * end, not at all during a {@link io.github.simplehttpmonitor.core.notification.Silence}.
 */
@NullMarked
package io.github.simplehttpmonitor.core.notification;

import org.jspecify.annotations.NullMarked;
