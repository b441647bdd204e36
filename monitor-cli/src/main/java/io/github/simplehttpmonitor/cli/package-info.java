/** The command {@code simple-http-monitor}. */
package io.github.simplehttpmonitor.cli;
