/** The whole command against other programs that read the same log. */
@org.jspecify.annotations.NullMarked
package io.github.simplehttpmonitor.benchmarks.compare;
