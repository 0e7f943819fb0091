package dev.anyhook.inbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection is written on again only after what is known to do it no harm. */
class WritingConnectionTest {
    @TempDir
    Path folder;

    private final List<Connection> used = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Engine.class)
    void isOpenedAnewUnlessTheCommandWasToBlame(Engine engine) throws Exception {
        Dialect dialect = engine.fresh(folder).dialect().get();
        try (HikariDataSource pool = Pools.own(dialect, dialect.connections(), true);
                var connection = new WritingConnection(pool, dialect, new Pen(dialect.writers()))) {
            connection.transact(session -> note(session));
            assertThatThrownBy(() -> connection.transact(session -> {
                        note(session);
                        Database.execute(session.connection(), "SELECT * FROM there_is_no_such_table");
                    }))
                    .isInstanceOf(SQLException.class);
            connection.transact(session -> note(session));
            assertThatThrownBy(() -> connection.transact(session -> {
                        note(session);
                        throw new IllegalStateException("who knows where it was");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            connection.transact(session -> note(session));
        }

        assertThat(used.subList(0, 4)).allMatch(each -> each == used.get(0));
        assertThat(used.get(4)).isNotSameAs(used.get(0));
    }

    private void note(Session session) throws SQLException {
        used.add(session.connection());
    }
}
