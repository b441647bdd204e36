/** Helps to say what is wrong with what somebody wrote, and where. */
@NullMarked
package io.github.simplehttpmonitor.cli.text;

import org.jspecify.annotations.NullMarked;
