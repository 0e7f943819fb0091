package dev.anyhook.cli.config;

import java.io.Serial;
import java.util.List;

/** The configuration cannot be used. Holds every problem found, and no secret. */
public final class ConfigException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
    }

    ConfigException(String problem) {
        this(List.of(problem));
    }

    /** One line for each problem, in the file's order. */
    public List<String> problems() {
        return String.valueOf(getMessage()).lines().toList();
    }
}
