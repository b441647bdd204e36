/** Examples, one feature a file. */
package io.github.simplehttpmonitor.examples;
