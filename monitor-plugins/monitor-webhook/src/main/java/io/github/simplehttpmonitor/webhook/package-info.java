/** Posts events to a URL: as JSON, to a chat like Slack, to Alertmanager. */
@NullMarked
package io.github.simplehttpmonitor.webhook;

import org.jspecify.annotations.NullMarked;
