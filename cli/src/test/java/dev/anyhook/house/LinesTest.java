package dev.anyhook.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The formatter breaks code, but neither comments nor texts. */
class LinesTest {
    private static final int LONGEST = 120;

    static Stream<String> modules() {
        return Stream.concat(House.LIBRARIES.stream(), Stream.of("cli"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void areNoLongerThanTheFormattersOwn(String module) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(House.root().resolve(module).resolve("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        var beyond = new ArrayList<String>();
        for (Path source : sources) {
            Files.readAllLines(source).stream()
                    .filter(line -> line.length() > LONGEST)
                    .forEach(line -> beyond.add(source.getFileName() + ": " + line.strip()));
        }

        assertThat(sources).isNotEmpty();
        assertThat(beyond).isEmpty();
    }
}
