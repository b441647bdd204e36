/** Contract tests for plug-ins: extend one, and say how to make what it tests. */
package io.github.simplehttpmonitor.testkit;
