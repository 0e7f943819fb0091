package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anyhook.spi.WebhookProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a configuration that a test wrote down; messages call the file {@code FILE}. */
final class Reading {
    static final String DIFFIO_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final Path directory;
    private final String text;
    private final Map<String, String> environment;

    private Reading(Path directory, String text, Map<String, String> environment) {
        this.directory = directory;
        this.text = text;
        this.environment = environment;
    }

    static Reading of(Path directory, String text) {
        return new Reading(directory, text, Map.of());
    }

    Reading in(Map<String, String> variables) {
        return new Reading(directory, text, variables);
    }

    Config all() {
        return reader().all();
    }

    EndpointConfig endpoint(Purpose purpose, String name) {
        return reader().one(purpose, name).endpoints().get(0);
    }

    /** What is wrong with all of it. */
    List<String> problems() {
        return problems(() -> reader().all());
    }

    /** What stands in the way of {@code purpose}. */
    List<String> problems(Purpose purpose, String name) {
        return problems(() -> reader().one(purpose, name));
    }

    private List<String> problems(Runnable reading) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, reading::run);
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(line -> line.replace(file().toString(), "FILE"))
                        .toList();
    }

    List<String> warnings() {
        return all().warnings().stream()
                .map(line -> line.replace(file().toString(), "FILE"))
                .toList();
    }

    Path file() {
        return directory.resolve("anyhook.yaml");
    }

    private ConfigReader reader() {
        try {
            Files.write(file(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return new ConfigReader(file(), environment, WebhookProviders.all());
    }
}
