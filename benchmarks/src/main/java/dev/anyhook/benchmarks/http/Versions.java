package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of what the contenders are made of: ours as the build wrote them into the manifest, the peers' as their project says.
 */
final class Versions {
    private static final String UNKNOWN = "of unknown version";

    private Versions() {}

    /** For a report; {@code spring} is the folder of the Spring Boot peer. */
    static String text(Path spring) throws IOException {
        try (InputStream in = Versions.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            Attributes built = in == null ? new Attributes() : new Manifest(in).getMainAttributes();
            return "Anyhook %s, Vert.x %s, sqlite-jdbc %s, pgjdbc %s; Spring Boot %s, svix %s."
                    .formatted(
                            built(built, "Implementation-Version"),
                            built(built, "Vertx-Version"),
                            built(built, "Sqlite-Version"),
                            built(built, "Postgresql-Version"),
                            declared(spring, "spring-boot.version"),
                            declared(spring, "svix.version"));
        }
    }

    private static String built(Attributes attributes, String name) {
        String version = attributes.getValue(name);
        return version == null ? UNKNOWN : version;
    }

    private static String declared(Path project, String property) throws IOException {
        Matcher version = Pattern.compile("<" + Pattern.quote(property) + ">([^<]*)<")
                .matcher(Files.readString(project.resolve("pom.xml")));
        return version.find() ? version.group(1) : UNKNOWN;
    }
}
