package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All who take part, each a process of its own. */
final class Contenders {
    private static final String SQLITE = "jdbc:sqlite:";

    /** Or this server waits for an acknowledgement between the head of an answer and its body. */
    private static final String NO_NAGLE = "-Dsun.net.httpserver.nodelay=true";

    private static final String OUR_TABLE = "anyhook_event";
    private static final String PEER_TABLE = "peer_event";

    private final Path anyhook;
    private final Peers peers;

    /** With the runnable jar of the command, and whoever builds the peers. */
    Contenders(Path anyhook, Peers peers) {
        this.anyhook = anyhook;
        this.peers = peers;
    }

    /** Of what they are made of. */
    String versions() throws IOException {
        return peers.versions();
    }

    Contender bare() {
        return ours("the bare server", false, "bare", file -> OptionalLong.empty());
    }

    Contender dropping() {
        return ours("our receiver, storing nothing", true, "drop", file -> OptionalLong.empty());
    }

    Contender receivingIntoFile() {
        return ours("our receiver over a synced file, handling nothing", true, "file", Contenders::lines);
    }

    Contender receivingIntoSqlite() {
        return ours(
                "our receiver over SQLite, handling nothing",
                true,
                "sqlite",
                file -> Table.rows(SQLITE + file, OUR_TABLE));
    }

    Contender receivingIntoPostgresql() {
        return new Contender("our receiver over PostgreSQL, handling nothing", true, (disk, folder) -> {
            Postgres database = Postgres.start(folder, disk);
            return withDatabase(database, () -> {
                Server server = ours("postgresql", database.url(), disk, folder);
                return new Running(server, database, () -> Table.rows(database.url(), OUR_TABLE));
            });
        });
    }

    private static Contender ours(String name, boolean judges, String kind, Function<Path, OptionalLong> stored) {
        return new Contender(name, judges, (disk, folder) -> {
            Path file = folder.resolve("events");
            return new Running(ours(kind, file.toString(), disk, folder), null, () -> stored.apply(file));
        });
    }

    private static Server ours(String kind, String where, Disk disk, Path folder) throws IOException {
        int port = Server.freePort();
        List<String> arguments =
                List.of("-cp", Jvm.classPath(), OurServer.class.getName(), kind, Integer.toString(port), where);
        return Server.java(arguments, port, disk, folder);
    }

    private static OptionalLong lines(Path file) {
        try (var lines = Files.lines(file)) {
            return OptionalLong.of(lines.count());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    Contender memory() {
        return new Contender("anyhook serve, memory", true, (disk, folder) -> serve(disk, folder, "memory", null));
    }

    Contender sqlite() {
        return new Contender(
                "anyhook serve, SQLite",
                true,
                (disk, folder) -> serve(disk, folder, SQLITE + folder.resolve("inbox.db"), null));
    }

    Contender postgresql() {
        return new Contender("anyhook serve, PostgreSQL", true, (disk, folder) -> {
            Postgres database = Postgres.start(folder, disk);
            return withDatabase(database, () -> serve(disk, folder, database.url(), database));
        });
    }

    private Running serve(Disk disk, Path folder, String inbox, @Nullable Postgres database) throws IOException {
        int port = Server.freePort();
        Path config = Files.writeString(
                folder.resolve("anyhook.yaml"),
                String.join(
                        System.lineSeparator(),
                        "server: { host: 127.0.0.1, port: " + port + " }",
                        "inbox: { url: \"" + inbox + "\" }",
                        "endpoints:",
                        "  diffio: { provider: diffio, secrets: [\"" + Deliveries.SECRET + "\"] }",
                        "sinks:",
                        "  - { type: stdout }",
                        ""));
        List<String> arguments = List.of("-jar", anyhook.toString(), "serve", "--config", config.toString());
        Server server = Server.java(arguments, port, disk, folder);
        Running.Stored stored = inbox.startsWith("jdbc:") ? () -> Table.rows(inbox, OUR_TABLE) : Running.Stored.UNSEEN;
        return new Running(server, database, stored);
    }

    Contender spring() {
        return new Contender("Spring Boot + svix, storing nothing", true, (disk, folder) -> spring(disk, folder, null));
    }

    Contender springOnPostgresql() {
        return new Contender("Spring Boot + svix, PostgreSQL", true, (disk, folder) -> {
            Postgres database = Postgres.start(folder, disk);
            return withDatabase(database, () -> spring(disk, folder, database));
        });
    }

    private Running spring(Disk disk, Path folder, @Nullable Postgres database) throws IOException {
        int port = Server.freePort();
        var arguments = new ArrayList<>(List.of(
                "-jar", peers.springBoot().toString(), "--server.port=" + port, "--peer.secret=" + Deliveries.SECRET));
        if (database == null) {
            arguments.add("--peer.storage=none");
            arguments.add("--spring.autoconfigure.exclude="
                    + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        } else {
            arguments.add("--spring.datasource.url=" + database.url());
        }
        return peer(Server.java(arguments, port, disk, folder), database);
    }

    Contender jdk() {
        return new Contender(
                "the JDK's HTTP server + svix, storing nothing", true, (disk, folder) -> jdk(disk, folder, null));
    }

    Contender jdkOnPostgresql() {
        return new Contender("the JDK's HTTP server + svix, PostgreSQL", true, (disk, folder) -> {
            Postgres database = Postgres.start(folder, disk);
            return withDatabase(database, () -> jdk(disk, folder, database));
        });
    }

    private Running jdk(Disk disk, Path folder, @Nullable Postgres database) throws IOException {
        int port = Server.freePort();
        var arguments = new ArrayList<>(
                List.of(NO_NAGLE, "-jar", peers.jdkHttpServer().toString(), Integer.toString(port), Deliveries.SECRET));
        if (database != null) {
            arguments.add(database.url());
        }
        return peer(Server.java(arguments, port, disk, folder), database);
    }

    private static Running peer(Server server, @Nullable Postgres database) {
        return new Running(
                server,
                database,
                database == null ? Running.Stored.UNSEEN : () -> Table.rows(database.url(), PEER_TABLE));
    }

    /** A database whose server did not start is of no use to anybody. */
    private static Running withDatabase(Postgres database, Starting starting) throws IOException {
        try {
            return starting.run();
        } catch (IOException | RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    /** The start of a server. */
    @FunctionalInterface
    private interface Starting {
        Running run() throws IOException;
    }
}
