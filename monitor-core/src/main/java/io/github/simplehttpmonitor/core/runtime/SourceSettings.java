package io.github.simplehttpmonitor.core.runtime;

import io.github.simplehttpmonitor.parser.LogFormat;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How one source is read where that differs from the others; null where it does not.
 *
 * @param format its format
 * @param lateness its allowed lateness
 * @param zone the zone of its time stamps that name none
 */
public record SourceSettings(
    @Nullable LogFormat format, @Nullable Duration lateness, @Nullable ZoneId zone) {}
