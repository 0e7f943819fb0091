package dev.anyhook.benchmarks.inbox;

import dev.anyhook.benchmarks.disk.Folders;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** An inbox of ours with a number of handled events in it, as many after each round as before. */
final class FilledInbox implements AutoCloseable {
    /** As many as callers wait in every other measurement of appending. */
    private static final int AT_ONCE = 64;

    /** A backlog, of which the largest groups are written. */
    private static final int MANY = 512;

    private static final int ADDED = 2_048;
    private static final int ASKED = 64;

    /** Meanwhile the inbox looks after its log, more than once. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    private final int rows;
    private final Path own;
    private final String url;
    private final boolean sqlite;
    private final Tables tables;
    private final Median appends = new Median();
    private final Median manyAppends = new Median();
    private final Median claims = new Median();
    private final Median idleClaims = new Median();
    private final Work work;
    private JdbcInbox inbox;
    private long newest;
    private long bytesPerRow;

    private FilledInbox(int rows, Path own, String url, boolean sqlite) {
        this.rows = rows;
        this.own = own;
        this.url = url;
        this.sqlite = sqlite;
        this.tables = new Tables(url, sqlite);
        this.inbox = open(JdbcInboxOptions.defaults());
        this.work = new Work(inbox);
    }

    static FilledInbox of(int rows, boolean sqlite, Path folder, Postgres postgres) throws Exception {
        Path own = Files.createTempDirectory(folder, "growth");
        String url = sqlite ? "jdbc:sqlite:" + own.resolve("inbox.db") : postgres.freshDatabase();
        var filled = new FilledInbox(rows, own, url, sqlite);
        filled.fill();
        return filled;
    }

    private JdbcInbox open(JdbcInboxOptions options) {
        return sqlite ? JdbcInbox.sqlite(own.resolve("inbox.db"), options) : JdbcInbox.postgresql(url, options);
    }

    private void fill() throws Exception {
        int some = 20_000;
        for (int left = rows; left > 0; left -= some) {
            work.append(Math.min(some, left), MANY);
            work.handleAll();
        }
        tables.insistOn(rows);
        newest = tables.newest();
        bytesPerRow = tables.size() / rows;
    }

    /**
     * Appends, claims and settles some events, and times it if it {@code counts}; then deletes them, which is never
     * timed.
     */
    void round(boolean counts) throws Exception {
        double manyAppended = work.append(ADDED, MANY);
        double handled = work.handleAll();
        deleteAdded();
        double appended = work.append(ADDED, AT_ONCE);
        handled += work.handleAll();
        double asked = work.claimNone(ASKED);
        deleteAdded();
        if (counts) {
            manyAppends.add(manyAppended / ADDED);
            appends.add(appended / ADDED);
            claims.add(handled / (2 * ADDED));
            idleClaims.add(asked / ASKED);
        }
    }

    private void deleteAdded() throws Exception {
        tables.deleteAfter(newest, ADDED);
        Thread.sleep(SETTLING.toMillis());
    }

    int rows() {
        return rows;
    }

    /** Microseconds, with as many waiting as callers do elsewhere. */
    double append() {
        return appends.value();
    }

    /** The same of a backlog. */
    double appendMany() {
        return manyAppends.value();
    }

    double claim() {
        return claims.value();
    }

    double idleClaim() {
        return idleClaims.value();
    }

    /** With its indexes, before the first round. */
    long bytesPerRow() {
        return bytesPerRow;
    }

    long size() throws Exception {
        return tables.size();
    }

    /** Lets a week pass and waits until the inbox has forgotten all; gives the rows a second. */
    double prune() throws Exception {
        tables.insistOn(rows);
        inbox.close();
        InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofDays(8));
        inbox = open(JdbcInboxOptions.defaults().withClock(later));
        return tables.forgottenPerSecond();
    }

    @Override
    public void close() throws Exception {
        inbox.close();
        Folders.delete(own);
    }
}
