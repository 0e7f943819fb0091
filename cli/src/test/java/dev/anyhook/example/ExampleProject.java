package dev.anyhook.example;

import dev.anyhook.house.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A project in {@code docs/examples}, which is no module of ours: built in a folder of its own, against our artifacts
 * as they would be published.
 *
 * @param folder the copy that was built
 * @param outcome what Maven printed, and how it ended
 */
record ExampleProject(Path folder, String outcome) {
    private static final String VERSION = System.getProperty("anyhook.version");
    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final int MINUTES_TO_BUILD = 15;

    /** Builds the example {@code name} below {@code folder}, which is empty. */
    static ExampleProject built(String name, Path folder) throws IOException, InterruptedException {
        Path project = copyOf(House.root().resolve("docs/examples").resolve(name), folder.resolve(name));
        Path users = Path.of(System.getProperty("anyhook.repository"));
        try (var repository = LocalRepository.over(users, folder.resolve("repository"))) {
            fill(repository);
            return new ExampleProject(project, verify(project, repository));
        }
    }

    /** The {@code java} that the tests run on. */
    static String java() {
        return Path.of(JAVA_HOME, "bin", "java").toString();
    }

    private static void fill(LocalRepository repository) throws IOException {
        repository.put("anyhook-bom", VERSION, "pom", House.root().resolve("bom/pom.xml"));
        for (String module : House.LIBRARIES) {
            Path home = House.root().resolve(module);
            String artifact = "anyhook-" + module;
            repository.put(artifact, VERSION, "pom", home.resolve(".flattened-pom.xml"));
            repository.put(artifact, VERSION, "jar", home.resolve("target/" + artifact + "-" + VERSION + ".jar"));
        }
    }

    private static String verify(Path project, LocalRepository repository) throws IOException, InterruptedException {
        String maven =
                Path.of(System.getProperty("anyhook.maven"), "bin", "mvn").toString();
        try (var program = Program.start(
                MINUTES_TO_BUILD,
                project,
                Map.of("JAVA_HOME", JAVA_HOME),
                List.of(maven, "-B", "-ntp", "-Dmaven.repo.local=" + repository.folder(), "verify"))) {
            return program.outcome();
        }
    }

    private static Path copyOf(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path relative = from.relativize(file);
                Path copy = to.resolve(relative.toString());
                if (StreamSupport.stream(relative.spliterator(), false).anyMatch(Path.of("target")::equals)) {
                    continue;
                }
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return to;
    }
}
