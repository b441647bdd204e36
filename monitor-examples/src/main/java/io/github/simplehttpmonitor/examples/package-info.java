/** Small programs to copy from, one feature a file. Each runs in a test. */
@NullMarked
package io.github.simplehttpmonitor.examples;

import org.jspecify.annotations.NullMarked;
