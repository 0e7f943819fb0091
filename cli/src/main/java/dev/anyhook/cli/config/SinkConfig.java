package dev.anyhook.cli.config;

import dev.anyhook.Trust;

/**
 * A sink on standard output, the only kind there is.
 *
 * @param leastTrust what is believed less is not passed on
 */
public record SinkConfig(Trust leastTrust) {
    static final SinkConfig STANDARD = new SinkConfig(Trust.CONFIRMED);
}
