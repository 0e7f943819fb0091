package dev.anyhook.benchmarks.inbox;

import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** An inbox of ours with a number of handled events in it. */
final class FilledInbox implements AutoCloseable {
    /** As many as callers wait in every other measurement of appending. */
    private static final int AT_ONCE = 64;

    /** A backlog, of which the largest groups are written. */
    private static final int MANY = 512;

    private static final int PER_ROUND = 2_048;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final int rows;
    private final Path own;
    private final String url;
    private final boolean sqlite;
    private final List<Double> appends = new ArrayList<>();
    private final List<Double> manyAppends = new ArrayList<>();
    private final List<Double> claims = new ArrayList<>();
    private final List<Double> idleClaims = new ArrayList<>();
    private JdbcInbox inbox;
    private long next;

    private FilledInbox(int rows, Path own, String url, boolean sqlite) {
        this.rows = rows;
        this.own = own;
        this.url = url;
        this.sqlite = sqlite;
        this.inbox = open(JdbcInboxOptions.defaults());
    }

    static FilledInbox of(int rows, boolean sqlite, Path folder, Postgres postgres) throws Exception {
        Path own = Files.createTempDirectory(folder, "growth");
        String url = sqlite ? "jdbc:sqlite:" + own.resolve("inbox.db") : postgres.freshDatabase();
        var filled = new FilledInbox(rows, own, url, sqlite);
        while (filled.next < rows) {
            filled.append(Math.min(20_000, rows - (int) filled.next), MANY);
            filled.handleAll();
        }
        return filled;
    }

    private JdbcInbox open(JdbcInboxOptions options) {
        return sqlite ? JdbcInbox.sqlite(own.resolve("inbox.db"), options) : JdbcInbox.postgresql(url, options);
    }

    /** Appends, claims and settles some events; times them if it {@code counts}. */
    void round(boolean counts) throws Exception {
        long start = System.nanoTime();
        append(PER_ROUND, MANY);
        long begun = System.nanoTime();
        append(PER_ROUND, AT_ONCE);
        long appended = System.nanoTime();
        handleAll();
        long handled = System.nanoTime();
        for (int i = 0; i < AT_ONCE; i++) {
            inbox.claim(AT_ONCE, Instant.now(), LEASE);
        }
        long asked = System.nanoTime();
        if (counts) {
            manyAppends.add((begun - start) / 1e3 / PER_ROUND);
            appends.add((appended - begun) / 1e3 / PER_ROUND);
            claims.add((handled - appended) / 1e3 / (2 * PER_ROUND));
            idleClaims.add((asked - handled) / 1e3 / AT_ONCE);
        }
    }

    private void append(int events, int atOnce) throws InterruptedException {
        var inFlight = new Semaphore(atOnce);
        for (int i = 0; i < events; i++) {
            inFlight.acquire();
            inbox.append(Events.event(next++)).whenComplete((outcome, failed) -> {
                if (failed != null) {
                    failed.printStackTrace();
                }
                inFlight.release();
            });
        }
        inFlight.acquire(atOnce);
    }

    private void handleAll() {
        List<Lease> leases = inbox.claim(AT_ONCE, Instant.now(), LEASE);
        while (!leases.isEmpty()) {
            CompletableFuture<?>[] settled = leases.stream()
                    .map(lease -> inbox.settle(lease, new Settlement.Done()).toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new);
            leases = inbox.claim(AT_ONCE, Instant.now(), LEASE);
            CompletableFuture.allOf(settled).join();
        }
    }

    int rows() {
        return rows;
    }

    /** Microseconds, with as many waiting as callers do elsewhere. */
    double append() {
        return median(appends);
    }

    /** The same of a backlog. */
    double appendMany() {
        return median(manyAppends);
    }

    double claim() {
        return median(claims);
    }

    double idleClaim() {
        return median(idleClaims);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    long size() throws Exception {
        return sqlite ? Folders.size(own) : number("SELECT pg_database_size(current_database())");
    }

    /** Lets a week pass and waits until the inbox has forgotten all; gives the rows a second. */
    double prune() throws Exception {
        inbox.close();
        InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofDays(8));
        inbox = open(JdbcInboxOptions.defaults().withClock(later));
        long last = System.nanoTime() + PATIENCE.toNanos();
        long all = count();
        long left = all;
        long began = 0;
        while (left > 0 && System.nanoTime() < last) {
            Thread.sleep(20);
            left = count();
            if (began == 0 && left < all) {
                began = System.nanoTime();
                all = left;
            }
        }
        return left > 0 || all == 0 ? Double.NaN : all * 1e9 / (System.nanoTime() - began);
    }

    private long count() throws SQLException {
        return number("SELECT count(*) FROM anyhook_event");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws Exception {
        inbox.close();
        Folders.delete(own);
    }
}
