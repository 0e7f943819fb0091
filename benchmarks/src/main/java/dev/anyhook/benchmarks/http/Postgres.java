package dev.anyhook.benchmarks.http;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that one contender has for itself, in processes that see the contender's disk. Made for tests,
 * the package it comes in turns disk syncs off; here they are turned on again, and the server is asked whether they
 * are.
 */
final class Postgres implements AutoCloseable {
    private static final Duration TO_STOP = Duration.ofSeconds(20);

    private final Process host;
    private final int port;
    private final long pid;

    private Postgres(Process host, int port, long pid) {
        this.host = host;
        this.port = port;
        this.pid = pid;
    }

    /** Starts a server in {@code folder}, whose processes see {@code disk}. */
    static Postgres start(Path folder, Disk disk) throws IOException {
        var builder = new ProcessBuilder(
                        Jvm.command(),
                        "-Xmx256m", // Unpacking the server, the first time on a machine, takes more than running it.
                        "-cp",
                        Jvm.classPath(),
                        Postgres.class.getName(),
                        folder.resolve("postgresql").toString())
                .redirectError(folder.resolve("postgresql.log").toFile());
        disk.under(builder);
        Process host = builder.start();
        BufferedReader out = host.inputReader();
        String line = out.readLine();
        if (line == null) {
            host.destroy();
            throw new IOException("PostgreSQL did not start: " + Files.readString(folder.resolve("postgresql.log")));
        }
        String[] portAndPid = line.split(" ");
        return new Postgres(host, Integer.parseInt(portAndPid[0]), Long.parseLong(portAndPid[1]));
    }

    /** The process that starts the server, says its port and its number, and stops it when nobody listens any more. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (var server = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "SELECT current_setting('fsync'), current_setting('synchronous_commit')")) {
                row.next();
                if (!row.getString(1).equals("on") || !row.getString(2).equals("on")) {
                    throw new IllegalStateException("PostgreSQL does not wait for the disk");
                }
            }
            String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
            System.out.println(server.getPort() + " " + pid);
            System.in.transferTo(System.err);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=postgres";
    }

    /** Processor time so far of all its processes. */
    Duration cpu() {
        return ProcessHandle.of(pid)
                .map(server -> Stream.concat(Stream.of(server), server.descendants())
                        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        host.getOutputStream().close();
        try {
            if (!host.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                host.destroy();
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
                host.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
