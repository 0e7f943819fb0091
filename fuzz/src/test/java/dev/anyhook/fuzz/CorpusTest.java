package dev.anyhook.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {
    private static final int MOST_BYTES_OF_A_FILE = 2048;

    static List<String> targets() {
        return Targets.names();
    }

    @Test
    void everyTargetHasAFolderAndEveryFolderATarget() throws IOException {
        assertThat(Corpus.targets()).isEqualTo(Targets.names());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyInputThatIsKeptKeepsThePromises(String name) {
        try (FuzzTarget target = Targets.named(name)) {
            for (Path file : Corpus.files(name)) {
                assertThatCode(() -> Fuzz.feed(target, Files.readAllBytes(file)))
                        .as("input %s", file)
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void inputsAreFewAndSmall(String name) throws IOException {
        assertThat(Corpus.inputs(name))
                .hasSizeBetween(5, 100)
                .allSatisfy(input -> assertThat(input).hasSizeLessThanOrEqualTo(MOST_BYTES_OF_A_FILE));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothingAtAllIsAnInputToo(String name) {
        try (FuzzTarget target = Targets.named(name)) {
            assertThatCode(() -> Fuzz.feed(target, new byte[0])).doesNotThrowAnyException();
        }
    }
}
