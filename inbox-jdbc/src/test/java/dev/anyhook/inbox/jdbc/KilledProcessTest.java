package dev.anyhook.inbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class KilledProcessTest {
    private static final int ROUNDS = Integer.getInteger("anyhook.kills", 6);

    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    @Test
    void losesNothingAndHandlesNothingTwice() throws Exception {
        Database database = engine.fresh(folder);
        database.open().close();
        database.execute("CREATE TABLE effect (id TEXT)");
        long seed = System.nanoTime();
        var random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();

        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killed(database, round, 1 + random.nextInt(400)));
        }

        try (JdbcInbox inbox = database.open()) {
            Instant later = Instant.now().plus(Duration.ofMinutes(1));
            int handled;
            int most = 1_000 + acknowledged.size();
            do {
                handled = Victim.handle(inbox, later);
                most -= handled;
                assertThat(most)
                        .as("seed %d: something is handed out without end", seed)
                        .isPositive();
            } while (handled > 0);
            Set<String> kept = new HashSet<>();
            inbox.list(InboxQuery.all(), entry -> {
                assertThat(entry.state()).isEqualTo(RowState.DONE);
                kept.add(entry.incoming().event().id());
            });
            assertThat(kept).as("seed %d", seed).containsAll(acknowledged);
            assertThat(database.isWhole()).isTrue();
            assertThat(database.count("SELECT COUNT(*) FROM effect")).isEqualTo(kept.size());
            assertThat(database.count("SELECT COUNT(DISTINCT id) FROM effect")).isEqualTo(kept.size());
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS);
    }

    /** The ids that a process printed before it was killed, after about {@code lines} of them. */
    private List<String> killed(Database database, int round, int lines) throws Exception {
        String place = database.url().replace("jdbc:sqlite:", "");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // It lives for seconds.
                        "-Dorg.sqlite.tmpdir=" + folder, // It leaves its native library behind.
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        engine.name(),
                        place,
                        "round" + round,
                        round % 2 == 0 ? "receiver" : "claims")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var ids = new ArrayList<String>();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String id = out.readLine(); id != null; id = out.readLine()) {
                ids.add(id);
                if (ids.size() == lines) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(process.exitValue()).as("killed by a signal").isEqualTo(137);
        ids.remove(ids.size() - 1);
        return ids;
    }
}
