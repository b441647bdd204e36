/** Sends alerts by mail (SMTP). */
@NullMarked
package io.github.simplehttpmonitor.mail;

import org.jspecify.annotations.NullMarked;
