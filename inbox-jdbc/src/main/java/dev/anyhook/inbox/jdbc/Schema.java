package dev.anyhook.inbox.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Brings the tables to the version that this code needs, or insists on it. */
final class Schema {
    static final String NONE = "there is no inbox in it: a receiver makes one when it starts";

    static final int VERSION = 2;
    static final String VERSIONS = "CREATE TABLE IF NOT EXISTS anyhook_schema (version INTEGER PRIMARY KEY)";

    /** What PostgreSQL says when a role lacks a right. */
    private static final String MAY_NOT = "42501";

    private Schema() {}

    static void migrate(Connection connection, Dialect dialect) throws SQLException {
        int found = present(connection);
        refuseNewer(found);
        if (found == VERSION) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            bringUpToDate(connection, dialect);
            connection.commit();
        } catch (SQLException | RuntimeException failed) {
            undo(connection, failed);
            if (MAY_NOT.equals(state(failed))) {
                throw mayNot(found, failed);
            }
            throw failed;
        }
        connection.setAutoCommit(true);
    }

    private static @Nullable String state(Exception failed) {
        return failed instanceof SQLException refused ? refused.getSQLState() : null;
    }

    private static IllegalStateException mayNot(int found, Exception failed) {
        String needs = found == 0 ? "it has no tables yet" : "its tables have version " + found;
        var refused = new IllegalStateException("the role may not make the inbox's tables; " + needs
                + ", and this code needs " + VERSION + ": start once with a role that may");
        refused.addSuppressed(failed); // Whoever looks for the root of it shall find what to do.
        return refused;
    }

    /** The version that is there, 0 for none: a role that may make no tables can work with those that another made. */
    private static int present(Connection connection) throws SQLException {
        if (!isPresent(connection, connection.getSchema())) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            return version(statement);
        }
    }

    private static boolean isPresent(Connection connection, @Nullable String schema) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, schema, "anyhook_schema", null)) {
            return tables.next();
        }
    }

    private static void undo(Connection connection, Exception failed) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            failed.addSuppressed(gone);
        }
    }

    private static void bringUpToDate(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            dialect.lockForMigration(connection);
            statement.execute(VERSIONS);
            int found = version(statement);
            refuseNewer(found);
            for (int next = found + 1; next <= VERSION; next++) {
                step(statement, dialect, next);
            }
        }
    }

    private static void refuseNewer(int found) {
        if (found > VERSION) {
            throw new IllegalStateException("the inbox has schema version " + found + ", this code knows " + VERSION
                    + " at most: a newer Anyhook has used it; run that one");
        }
    }

    /** Insists on the tables that this code needs, and changes none. */
    static void insistOnPresent(Connection connection) throws SQLException {
        if (!isPresent(connection, null)) {
            throw new IllegalStateException(NONE);
        }
        try (Statement statement = connection.createStatement()) {
            int found = version(statement);
            refuseNewer(found);
            if (found < VERSION) {
                throw new IllegalStateException("the inbox has schema version " + found + ", this code needs " + VERSION
                        + ": a receiver of this version brings it up to date when it starts");
            }
        }
    }

    /** Makes the version before into {@code version}. */
    static void step(Statement statement, Dialect dialect, int version) throws SQLException {
        for (String sql : script(dialect, version).split(";", -1)) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
        statement.execute("INSERT INTO anyhook_schema (version) VALUES (" + version + ")");
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM anyhook_schema")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String script(Dialect dialect, int version) {
        String name = dialect.name() + "/V" + version + ".sql";
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the schema script " + name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
