package dev.anyhook.inbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.Function;

class SqliteReleaseTest {
    @TempDir
    Path folder;

    private Dialect dialect;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        dialect = new SqliteDialect(folder.resolve("inbox.db"));
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.7.0", "3.50.3", "3.51.2"})
    void oneThatCanLoseWhatItHasCommittedIsRefused(String release) throws SQLException {
        says(release);

        assertThatThrownBy(() -> dialect.insistOnFit(connection))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SQLite " + release)
                .hasMessageContaining("org.xerial:sqlite-jdbc 3.51.3.0 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.52.0", "3.53.4", "3.100.0", "4.0.0"})
    void oneThatCannotIsTaken(String release) throws SQLException {
        says(release);

        assertThatCode(() -> dialect.insistOnFit(connection)).doesNotThrowAnyException();
    }

    @Test
    void theDriversOwnIsTaken() throws SQLException {
        assertThat(SqliteRelease.of(connection).version().toString())
                .isEqualTo(connection.getMetaData().getDatabaseProductVersion());
        assertThatCode(() -> dialect.insistOnFit(connection)).doesNotThrowAnyException();
    }

    /** Puts a function of ours in the place of SQLite's. */
    private void says(String release) throws SQLException {
        Function.create(connection, "sqlite_version", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(release);
            }
        });
    }
}
