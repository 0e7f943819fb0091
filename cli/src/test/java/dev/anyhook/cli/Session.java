package dev.anyhook.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the command as a shell would, in a directory, with an environment and at an instant of the test's choice. */
final class Session {
    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private Instant now = NOW;
    private int room = Integer.MAX_VALUE;

    Session(Path directory) {
        this.directory = directory;
    }

    Session with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Session at(Instant instant) {
        now = instant;
        return this;
    }

    /** Writes the configuration that {@link #run} names with {@code --config}. */
    Session configured(String text) throws IOException {
        Files.writeString(directory.resolve("anyhook.yaml"), text);
        return this;
    }

    /** A file in the session's directory. */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Has standard output fail once so many bytes have been written, as on a full disk. */
    Session withRoomFor(int bytes) {
        room = bytes;
        return this;
    }

    private OutputStream bounded(OutputStream target) {
        return new OutputStream() {
            private int left = room;

            @Override
            public void write(int single) throws IOException {
                if (--left < 0) {
                    throw new IOException("no space left");
                }
                target.write(single);
            }
        };
    }

    /** Runs without a configuration. */
    Outcome runAlone(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.run(Shell.of(environment, bounded(out), err, () -> now), args);
        return new Outcome(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), directory.toString());
    }

    Outcome run(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.add("--config");
        all.add(directory.resolve("anyhook.yaml").toString());
        return runAlone(all.toArray(String[]::new));
    }

    /**
     * What a run left behind.
     *
     * @param code the exit code
     * @param out standard output
     * @param err standard error
     * @param directory where it ran
     */
    record Outcome(int code, String out, String err, String directory) {
        /** The lines of standard output, with file names relative to the directory. */
        List<String> outLines() {
            return out.replace(directory + "/", "").lines().toList();
        }

        /** The lines of standard error, with file names relative to the directory. */
        List<String> errLines() {
            return err.replace(directory + "/", "").lines().toList();
        }
    }
}
