package dev.anyhook.benchmarks.inbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of our own on 127.0.0.1, with its standard settings but for the number of connections. */
final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final long pid;
    private int databases;

    private Postgres(EmbeddedPostgres server, long pid) {
        this.server = server;
        this.pid = pid;
    }

    /** Its files in {@code folder}. */
    static Postgres start(Path folder) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setOverrideWorkingDirectory(
                        folder.resolveSibling("postgres-program").toFile())
                .setServerConfig("max_connections", "100")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        long pid = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
        var postgres = new Postgres(server, pid);
        postgres.insistOnTheDisk();
        return postgres;
    }

    /** The embedded server is made for tests, and would rather not wait for the disk. */
    private void insistOnTheDisk() throws IOException {
        try {
            if (!show("fsync").equals("on") || !show("synchronous_commit").equals("on")) {
                throw new IOException("the server does not wait for the disk");
            }
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** The number of its first process. */
    long pid() {
        return pid;
    }

    String freshDatabase() throws SQLException {
        String name = "benchmark" + ++databases;
        run("CREATE DATABASE " + name);
        return url(name);
    }

    /** Frees the room of the database at {@code url}, which nobody uses any more, and ends what was begun for it. */
    void drop(String url) throws SQLException {
        run("DROP DATABASE " + url.substring(url.lastIndexOf('/') + 1, url.indexOf('?')));
        run("CHECKPOINT");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String version() throws SQLException {
        return show("server_version");
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database + "?user=postgres&password=postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
