package dev.anyhook.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The inputs that are kept for a target: {@code corpus/<target>}, one file each. */
final class Corpus {
    private static final Path ROOT = Path.of("corpus");

    private Corpus() {}

    static List<Path> files(String target) {
        try (Stream<Path> files = Files.list(ROOT.resolve(target))) {
            return files.sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("a target needs a folder of inputs", missing);
        }
    }

    static List<byte[]> inputs(String target) throws IOException {
        var inputs = new ArrayList<byte[]>();
        for (Path file : files(target)) {
            inputs.add(Files.readAllBytes(file));
        }
        return inputs;
    }

    /** The names of all folders, of which there must be one for each target. */
    static List<String> targets() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
