package dev.anyhook.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository of Maven's that holds our artifacts as they would be published, and of everybody else's what the
 * user's has: by links, so that his is neither copied nor filled with ours.
 */
final class LocalRepository implements AutoCloseable {
    private static final Path OURS = Path.of("dev", "anyhook");

    private final Path folder;
    private final List<Path> links = new ArrayList<>();

    private LocalRepository(Path folder) {
        this.folder = folder;
    }

    /** A repository in the new folder {@code folder}, over the user's at {@code users}, which may not exist yet. */
    static LocalRepository over(Path users, Path folder) throws IOException {
        Files.createDirectories(folder.resolve(OURS));
        var repository = new LocalRepository(folder);
        repository.linkAllBut("dev", users, folder);
        repository.linkAllBut("anyhook", users.resolve("dev"), folder.resolve("dev"));
        return repository;
    }

    private void linkAllBut(String name, Path from, Path to) throws IOException {
        for (Path entry : entries(from)) {
            if (!entry.endsWith(name)) {
                links.add(Files.createSymbolicLink(to.resolve(entry.getFileName()), entry));
            }
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.toList();
        }
    }

    Path folder() {
        return folder;
    }

    /** Puts one file of one of our artifacts where Maven looks for it. */
    void put(String artifact, String version, String extension, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    file + " is not there: this test needs what 'mvn verify' at the root makes");
        }
        Path place =
                Files.createDirectories(folder.resolve(OURS).resolve(artifact).resolve(version));
        Files.copy(
                file, place.resolve(artifact + "-" + version + "." + extension), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes the links away, so that whoever clears the folder cannot follow them. */
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
