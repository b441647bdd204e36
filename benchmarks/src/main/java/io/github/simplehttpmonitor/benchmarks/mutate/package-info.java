/** Mutated lines through all parsers: no exception, no hang, and a bounded time per line. */
@org.jspecify.annotations.NullMarked
package io.github.simplehttpmonitor.benchmarks.mutate;
