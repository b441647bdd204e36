/** Event time: watermark, panes and windows, evaluation of rules. Not part of the API. */
@NullMarked
package io.github.simplehttpmonitor.core.engine;

import org.jspecify.annotations.NullMarked;
