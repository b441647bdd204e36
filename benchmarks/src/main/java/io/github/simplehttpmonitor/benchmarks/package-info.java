/** Benchmarks of the parts, run by JMH. */
@org.jspecify.annotations.NullMarked
package io.github.simplehttpmonitor.benchmarks;
