/** Forms of compression beside gzip, found by {@link java.util.ServiceLoader}. */
package io.github.simplehttpmonitor.compression;
