/** The binary form of what a monitor keeps over a restart. Pure. Not part of the API. */
@NullMarked
package io.github.simplehttpmonitor.core.state;

import org.jspecify.annotations.NullMarked;
