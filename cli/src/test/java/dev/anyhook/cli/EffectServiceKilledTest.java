package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.inbox.jdbc.InboxQuery;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.RowState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service killed at random moments under load: nothing acknowledged is lost, and no effect happens twice. */
@Timeout(180)
class EffectServiceKilledTest {
    private static final int ROUNDS = Integer.getInteger("anyhook.kills", 4);

    @TempDir
    private Path directory;

    private final BusyVendor vendor = new BusyVendor();

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void hasEachEffectOnceOnSqlite() throws Exception {
        hasEachEffectOnce("jdbc:sqlite:" + directory.resolve("inbox.db"));
    }

    @Test
    void hasEachEffectOnceOnPostgresql() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            hasEachEffectOnce(server.getJdbcUrl("postgres", "postgres"));
        }
    }

    private void hasEachEffectOnce(String url) throws Exception {
        EffectService.open(url).close();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE effect (id TEXT NOT NULL)");
        }
        for (int round = 0; round < ROUNDS; round++) {
            try (ServeProcess process = ServeProcess.start(directory, Map.of(), EffectService.class.getName(), url)) {
                vendor.deliverUntilKilled(process);
            }
        }
        Set<String> kept = handledToTheEnd(url);

        assertThat(vendor.acknowledged()).hasSizeGreaterThanOrEqualTo(ROUNDS);
        assertThat(kept).containsAll(vendor.acknowledged().keySet());
        assertThat(effects(url)).containsExactlyInAnyOrderElementsOf(kept);
    }

    /** Lets a service that nobody kills finish, and gives the ids of all that was kept. */
    private static Set<String> handledToTheEnd(String url) {
        Set<String> kept = new HashSet<>();
        JdbcInbox inbox = EffectService.open(url);
        try (var receiver = EffectService.on(inbox)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (inbox.nextDue().isPresent()) {
                assertThat(System.nanoTime())
                        .as("what was held is handed out again")
                        .isLessThan(end);
            }
            assertThat(receiver.isOpen()).isTrue();
            inbox.list(InboxQuery.all(), entry -> {
                assertThat(entry.state()).isEqualTo(RowState.DONE);
                kept.add(entry.incoming().event().id());
            });
        }
        return kept;
    }

    private static List<String> effects(String url) throws SQLException {
        var ids = new ArrayList<String>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM effect")) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }
}
