/** Internal utilities, shared with the other modules of the project only. Not part of the API. */
@NullMarked
package io.github.simplehttpmonitor.parser.internal;

import org.jspecify.annotations.NullMarked;
