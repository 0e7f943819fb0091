package dev.anyhook.inbox.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL, started once for all tests of a run; each test gets a database of its own. Stops when the run
 * ends, and leaves nothing behind.
 */
final class PostgresServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path folder;
    private final int port;
    private EmbeddedPostgres running;

    private PostgresServer(Path folder) throws IOException {
        this.folder = folder;
        this.running = settings().start();
        this.port = running.getPort();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    private EmbeddedPostgres.Builder settings() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false);
    }

    private void end() {
        try {
            stop();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The server that all tests share. */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** A server for one test, which may stop it. */
    static PostgresServer start() {
        try {
            return new PostgresServer(Files.createTempDirectory("anyhook-postgres"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String freshDatabase() {
        String name = "inbox" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres&password=postgres";
    }

    void stop() throws IOException {
        running.close();
    }

    /** Starts again where it was. */
    void startAgain() throws IOException {
        running = settings().setPort(port).start();
    }

    private static final class Shared {
        private static final PostgresServer SERVER = start();
    }
}
