package dev.anyhook.cli;

import dev.anyhook.cli.config.Config;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.InboxConfig;
import dev.anyhook.cli.config.Purpose;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the configuration, and the reading of it. */
final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; anyhook.yaml in this directory unless given."
                    + " Only the parts that this command needs are read.")
    private Path file = Path.of("anyhook.yaml");

    /** All of it, its warnings printed. */
    Config forServing(Shell shell) {
        return warned(Config.forServing(file, shell.environment()), shell);
    }

    /** What {@code purpose} needs of {@code endpoint}, warnings printed. */
    Config forEndpoint(Shell shell, Purpose purpose, String endpoint) {
        return warned(Config.forEndpoint(file, shell.environment(), purpose, endpoint), shell);
    }

    /** The one endpoint of {@link #forEndpoint}. */
    EndpointConfig endpoint(Shell shell, Purpose purpose, String endpoint) {
        return forEndpoint(shell, purpose, endpoint).endpoints().get(0);
    }

    /** Where events are kept. */
    InboxConfig inbox(Shell shell) {
        return Config.forInbox(file, shell.environment());
    }

    private static Config warned(Config config, Shell shell) {
        config.warnings().forEach(shell.err()::println);
        return config;
    }
}
