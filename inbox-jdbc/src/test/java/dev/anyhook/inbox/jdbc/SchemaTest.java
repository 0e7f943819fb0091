package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.id;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SchemaTest {
    @Parameter
    Engine engine;

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void name() {
        database = engine.fresh(folder);
    }

    @Test
    void isMadeOnceAndFoundAgain() throws Exception {
        try (JdbcInbox inbox = database.open()) {
            append(inbox, signed("a"));
        }
        try (JdbcInbox inbox = database.open()) {
            assertThat(id(claimOne(inbox))).isEqualTo("a");
        }
        assertThat(database.count("SELECT MAX(version) FROM anyhook_schema")).isEqualTo(Schema.VERSION);
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_schema")).isEqualTo(Schema.VERSION);
    }

    @Test
    void refusesOneThatIsNewer() throws Exception {
        database.open().close();
        database.execute("INSERT INTO anyhook_schema (version) VALUES (99)");

        assertThatThrownBy(database::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("newer Anyhook");
    }

    @Test
    void isNotMadeByWhoeverMayNotMigrate() throws Exception {
        JdbcInboxOptions looking = JdbcInboxOptions.defaults().withMigration(false);

        assertThatThrownBy(() -> database.open(looking))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no inbox");
        assertThatThrownBy(() -> database.count("SELECT COUNT(*) FROM anyhook_schema"))
                .isInstanceOf(SQLException.class);

        database.open().close();
        database.execute("INSERT INTO anyhook_schema (version) VALUES (99)");
        assertThatThrownBy(() -> database.open(looking)).hasMessageContaining("newer Anyhook");
    }

    @Test
    void noFileIsMadeByWhoeverMayNotMigrate() {
        Path file = folder.resolve("none").resolve("inbox.db");

        assertThatThrownBy(
                        () -> JdbcInbox.sqlite(file, JdbcInboxOptions.defaults().withMigration(false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void isMadeByOneOfManyThatStartAtOnce() throws Exception {
        int starters = 6;
        ExecutorService pool = Executors.newFixedThreadPool(starters);
        try {
            var together = new CountDownLatch(starters);
            var started = pool.invokeAll(
                    IntStream.range(0, starters)
                            .mapToObj(i -> (java.util.concurrent.Callable<Boolean>) () -> {
                                together.countDown();
                                together.await();
                                try (JdbcInbox inbox = database.open()) {
                                    append(inbox, signed("e" + i));
                                    return true;
                                }
                            })
                            .toList(),
                    60,
                    TimeUnit.SECONDS);
            for (var one : started) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(database.count("SELECT COUNT(*) FROM anyhook_event")).isEqualTo(starters);
    }
}
