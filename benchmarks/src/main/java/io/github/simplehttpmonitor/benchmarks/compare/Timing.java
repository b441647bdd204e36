package io.github.simplehttpmonitor.benchmarks.compare;

/**
 * What one run of a task took.
 *
 * @param seconds from start to end
 * @param cpuSeconds of user and system, NaN if not known
 * @param residentBytes the most memory of one process, negative if not known
 * @param exitCode negative if it was killed because it took too long
 * @param error the end of what it wrote to standard error
 */
record Timing(double seconds, double cpuSeconds, long residentBytes, int exitCode, String error) {}
