package dev.anyhook.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short run of every build: no coverage to guide it, equal inputs every time. */
class MutatedCorpusTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_101L);
    private static final int INPUTS = 1500;
    private static final int REQUESTS = 100;

    static List<String> targets() {
        return Targets.names();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatIsMadeOfTheCorpusByChanceKeepsThePromises(String name) throws IOException {
        var mutation = new Mutation(new Random(SEED), Corpus.inputs(name));
        try (FuzzTarget target = Targets.named(name)) {
            int inputs = name.equals("http") ? REQUESTS : INPUTS;
            for (int i = 0; i < inputs; i++) {
                fed(name, target, mutation.next());
            }
        }
    }

    private static void fed(String name, FuzzTarget target, byte[] input) throws IOException {
        try {
            Fuzz.feed(target, input);
        } catch (Exception | Error broken) {
            Path file =
                    Files.createDirectories(Path.of("target", "finds", name)).resolve("seed-" + SEED);
            Files.write(file, input);
            throw new AssertionError(
                    name + ", seed " + SEED + ": " + broken + "; to see it again, copy " + file + " to corpus/" + name,
                    broken);
        }
    }
}
