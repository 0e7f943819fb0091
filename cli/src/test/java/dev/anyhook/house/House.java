package dev.anyhook.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the repository lies around the tests, and which of its modules are published libraries. */
public final class House {
    public static final List<String> LIBRARIES = List.of(
            "core",
            "inbox-jdbc",
            "provider-diffio",
            "provider-nexio",
            "provider-sivi",
            "receiver-http",
            "simulators",
            "testkit");

    private House() {}

    /** The repository's root. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isRegularFile(here.resolve("bom/pom.xml"))) {
            here = here.getParent();
        }
        if (here == null) {
            throw new IllegalStateException("the tests run outside of the repository");
        }
        return here;
    }

    static Path classes(String module) {
        return root().resolve(module).resolve("target/classes");
    }

    public static String read(String file) {
        try {
            return Files.readString(root().resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
