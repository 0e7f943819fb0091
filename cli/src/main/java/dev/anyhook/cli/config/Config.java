package dev.anyhook.cli.config;

import dev.anyhook.spi.WebhookProviders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a configuration file says, as far as it was read.
 *
 * @param server where to listen
 * @param inbox where events are kept
 * @param endpoints in the file's order
 * @param sinks where events go
 * @param warnings what works but should not stay, one line each
 */
public record Config(
        ServerConfig server,
        InboxConfig inbox,
        List<EndpointConfig> endpoints,
        List<SinkConfig> sinks,
        List<String> warnings) {
    public Config {
        endpoints = List.copyOf(endpoints);
        sinks = List.copyOf(sinks);
        warnings = List.copyOf(warnings);
    }

    /**
     * All of {@code file}, with variables from {@code environment}.
     *
     * @throws ConfigException if anything in it cannot be used
     */
    public static Config forServing(Path file, Map<String, String> environment) {
        return new ConfigReader(file, environment, WebhookProviders.all()).all();
    }

    /**
     * What {@code purpose} needs of one endpoint; nothing else in {@code file} stands in the way.
     *
     * @throws ConfigException if anything in it cannot be used
     */
    public static Config forEndpoint(Path file, Map<String, String> environment, Purpose purpose, String endpoint) {
        return new ConfigReader(file, environment, WebhookProviders.all()).one(purpose, endpoint);
    }

    /**
     * Where events are kept; nothing else in {@code file} stands in the way.
     *
     * @throws ConfigException if it cannot be used
     */
    public static InboxConfig forInbox(Path file, Map<String, String> environment) {
        return new ConfigReader(file, environment, List.of()).inboxAlone();
    }
}
