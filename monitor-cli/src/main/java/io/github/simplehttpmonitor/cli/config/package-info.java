/**
 * The configuration file: reading it with places for everything that is wrong, and writing it. Only
 * this package knows of YAML, and it is loaded only when there is a file to read.
 */
@NullMarked
package io.github.simplehttpmonitor.cli.config;

import org.jspecify.annotations.NullMarked;
