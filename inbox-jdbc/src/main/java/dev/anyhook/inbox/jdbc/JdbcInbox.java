package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.anyhook.receiver.Claimant;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import dev.anyhook.receiver.StandingClaim;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inbox in a database: an event is safe on disk before anyone is told that it arrived. SQLite in one file for one
 * machine, or PostgreSQL for several receivers and workers. Safe for any number of threads.
 *
 * <p>Stages complete on a thread that writes: what depends on them must not block.
 */
public final class JdbcInbox implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcInbox.class);
    private static final long MOMENT_MILLIS = 200;
    private static final long COUNT_MILLIS = 2_000;
    private static final long MINUTE_MILLIS = 60_000;

    private final HikariDataSource pool;
    private final HandlerConnections handlers;
    private final GroupWriter writer;
    private final Claims claims;
    private final Claiming claiming;
    private final Appending appending;
    private final boolean ordered;
    private final Settles settles;
    private final Retention retention;
    private final ClaimsRoom claimsRoom;
    private final Upkeep upkeep = new Upkeep("anyhook-inbox-upkeep");
    private final Upkeep log = new Upkeep("anyhook-inbox-log");
    private final Upkeep counting = new Upkeep("anyhook-inbox-counting");
    private final Upkeep chores = new Upkeep("anyhook-inbox-chores");
    private final InstantSource clock;
    private final AtomicReference<@Nullable Runnable> listener = new AtomicReference<>();

    JdbcInbox(Dialect dialect, JdbcInboxOptions options) {
        this.clock = options.clock();
        DataSource connections = dialect.connections();
        this.pool = Pools.own(dialect, connections, options.migration());
        var pen = new Pen(dialect.writers());
        this.handlers =
                new HandlerConnections(Pools.handlers(dialect, connections, options.connections()), dialect, pen);
        this.claims = new Claims(
                dialect,
                options.orderedPerJob(),
                row -> new HeldLease(row, new SettlingTransaction(handlers, row)),
                System::nanoTime);
        this.settles = new Settles(options.clock());
        this.claimsRoom = new ClaimsRoom(options.claims());
        this.retention = new Retention(options.retention(), options.clock(), dialect);
        var batch = new Batch(dialect, new Appends(dialect, options.clock()), settles);
        var backlog = new Backlog(options.queue(), dialect.groupWriters());
        List<Seat> seats = Stream.generate(() -> new WritingConnection(pool, dialect, pen))
                .limit(dialect.groupWriters())
                .map(connection -> new Seat(connection, batch, dialect::blamesCommand, backlog))
                .toList();
        this.writer = new GroupWriter(seats, backlog, dialect.callersWrite());
        this.claiming = new Claiming(writer, claims);
        this.appending = new Appending(writer, claims, claimsRoom, clock, this::tell);
        this.ordered = options.orderedPerJob();
        upkeep.every(MOMENT_MILLIS, "taking back settling transactions", handlers::revokeOverdue);
        log.every(MOMENT_MILLIS, "moving the log into the file", () -> dialect.maintain(pool, pen));
        counting.every(COUNT_MILLIS, "counting claims", this::countClaims);
        chores.every(MINUTE_MILLIS, "forgetting handled events", this::prune);
    }

    /**
     * An inbox in the SQLite file {@code file}, which is made if it is not there.
     *
     * @throws IllegalArgumentException if the path holds a question mark
     * @throws IllegalStateException if the file cannot be used: it cannot be made, is no database, locked, or of
     *     another version; or if SQLite itself is one that can lose rows, before 3.51.3
     */
    public static JdbcInbox sqlite(Path file) {
        return sqlite(file, JdbcInboxOptions.defaults());
    }

    /**
     * An inbox in the SQLite file {@code file}, which is made if it is not there and the options allow that.
     *
     * @throws IllegalArgumentException if the path holds a question mark
     * @throws IllegalStateException if the file cannot be used: it is not there or cannot be made, is no database,
     *     locked, or of another version; or if SQLite itself is one that can lose rows, before 3.51.3
     */
    public static JdbcInbox sqlite(Path file, JdbcInboxOptions options) {
        if (!options.migration()) {
            InboxFile.insistOnInbox(file);
        }
        return new JdbcInbox(new SqliteDialect(file), options);
    }

    /**
     * An inbox in the PostgreSQL database at {@code url}, with the options'
     * {@linkplain JdbcInboxOptions#defaults defaults}.
     *
     * @param url {@code jdbc:postgresql://...}, with user and password as pgjdbc takes them
     * @throws IllegalArgumentException if the URL cannot be read, or asks for {@code reWriteBatchedInserts}
     * @throws IllegalStateException if the database cannot be used: it is not reached, or of another version
     */
    public static JdbcInbox postgresql(String url) {
        return postgresql(url, JdbcInboxOptions.defaults());
    }

    /**
     * An inbox in the PostgreSQL database at {@code url}.
     *
     * @param url {@code jdbc:postgresql://...}, with user and password as pgjdbc takes them
     * @throws IllegalArgumentException if the URL cannot be read, or asks for {@code reWriteBatchedInserts}
     * @throws IllegalStateException if the database cannot be used: it is not reached, or of another version
     */
    public static JdbcInbox postgresql(String url, JdbcInboxOptions options) {
        return new JdbcInbox(new PostgresDialect(PostgresUrl.source(url)), options);
    }

    /**
     * Why {@link #postgresql(String)} would refuse {@code url} before it tries to connect: what follows "the URL", such
     * as "has a user before its host; ...". Empty if it would not. Quotes nothing of the URL.
     */
    public static Optional<String> problemOf(String url) {
        return PostgresUrl.problem(url);
    }

    /**
     * An inbox in the PostgreSQL database that {@code source} leads to, for credentials that change and whatever else
     * does not fit in a URL. Each connection is looked at when it is opened.
     *
     * @param source gives new connections of PostgreSQL's JDBC driver, such as a {@code PGSimpleDataSource}, and is no
     *     pool: the inbox has its own, and changes connections in ways that a pool's other users would find.
     *     {@code logServerErrorDetail} must be false, since details of errors hold rows; {@code connectTimeout} should
     *     be set. Where there is no {@code socketTimeout}, a server that does not answer is given up after 30 seconds
     * @throws IllegalArgumentException if it is a pool of HikariCP (others look like any source), its connections are
     *     another driver's, tell details, or ask for {@code reWriteBatchedInserts}
     * @throws IllegalStateException if the database cannot be used: it is not reached, or of another version
     */
    public static JdbcInbox postgresql(DataSource source, JdbcInboxOptions options) {
        return new JdbcInbox(new PostgresDialect(GivenSource.of(Objects.requireNonNull(source, "source"))), options);
    }

    @Override
    public CompletionStage<Outcome> append(IncomingEvent incoming) {
        return appending.append(incoming, writer::submit);
    }

    /**
     * In SQLite on this thread, if nobody else is writing, and unless the thread is virtual or interrupted; in
     * PostgreSQL always on another.
     */
    @Override
    public CompletionStage<Outcome> appendHere(IncomingEvent incoming) {
        return appending.append(incoming, writer::submitHere);
    }

    /** One after the other, and nothing when that has to wait for long. */
    @Override
    public List<Lease> claim(int limit, int mereClaims, Instant now, Duration length) {
        return claiming.now(limit, mereClaims, now, length);
    }

    /**
     * In the transaction that keeps the next events: of which group, chance decides where several are written at once.
     * Not in order per job: whoever waits for an answer should not wait until it is known whose turn it is.
     */
    @Override
    public StandingClaim claimNext(Claimant claimant, Duration length) {
        return ordered ? List::of : claiming.next(claimant, length);
    }

    @Override
    public CompletionStage<Boolean> renew(Lease lease, Instant until) {
        HeldLease held = (HeldLease) lease;
        return writer.submit(new Command.Run<>(session -> Settles.renew(session, held, until)))
                .whenComplete((mine, failed) -> {
                    if (Boolean.TRUE.equals(mine)) {
                        held.transaction().renewed();
                    }
                });
    }

    @Override
    public CompletionStage<Boolean> settle(Lease lease, Settlement settlement) {
        HeldLease held = (HeldLease) lease;
        boolean done = settlement instanceof Settlement.Done;
        try {
            Lent used = held.transaction().end(done);
            if (used != null && done) {
                boolean mine = handlers.commit(held, used, settles);
                ended(settlement, false);
                return CompletableFuture.completedStage(mine);
            }
            if (used != null) {
                handlers.rollBack(held, used);
            }
            return writer.submit(new Command.Settle(held, settlement))
                    .whenComplete((mine, failed) -> ended(settlement, !Boolean.TRUE.equals(mine)));
        } catch (SQLException | RuntimeException failed) {
            ended(settlement, true);
            return CompletableFuture.failedStage(failed);
        }
    }

    /** A lease ended, or could not be: then the row is due when it runs out. */
    private void ended(Settlement settlement, boolean failed) {
        Instant due = Settles.dueAfter(settlement);
        if (ordered || failed || due.isBefore(Instant.MAX)) {
            available(due);
        }
    }

    private void available(Instant since) {
        claims.dueSince(since);
        tell();
    }

    private void tell() {
        Runnable one = listener.get();
        if (one != null) {
            one.run();
        }
    }

    @Override
    public Optional<Instant> nextDue(boolean mereClaims) {
        return nextDue(mereClaims, Instant.MAX);
    }

    @Override
    public Optional<Instant> nextDue(boolean mereClaims, Instant latest) {
        return reading(connection -> claims.nextDue(connection, mereClaims, latest));
    }

    /**
     * Gives each entry that {@code query} asks for to {@code each}, newest first. They are read piece by piece, and
     * nothing is kept from anybody while {@code each} takes its time; so what changes meanwhile may show or not.
     *
     * @throws IllegalStateException if the database cannot be read
     */
    public void list(InboxQuery query, Consumer<InboxRecord> each) {
        new Listing(query).read((end, most) -> reading(read -> Records.newest(read, query, end, most)), each);
    }

    /**
     * The entry with this number; empty if there is none.
     *
     * @throws IllegalStateException if the database cannot be read
     */
    public Optional<InboxRecord> find(long number) {
        return reading(connection -> Records.find(connection, number));
    }

    /**
     * What waits and what was given up at this moment, for metrics and alerts; as costly as there is much of it.
     *
     * @throws IllegalStateException if the database cannot be read
     */
    public InboxCounts counts() {
        return reading(connection -> Tally.of(connection, clock.instant()));
    }

    /**
     * Repairs: hands the same entry out again under its id, so that handlers which ran already can tell.
     *
     * @return whether there is such an entry and it was settled
     * @throws RuntimeException if the database cannot be written; then it may be handed out again all the same
     */
    public boolean replay(long number) {
        return replayIf(number, null);
    }

    /**
     * Repairs, as {@link #replay(long)} does, if the entry is still in {@code state}: nothing else has become of it
     * since that was seen.
     *
     * @return whether there is such an entry in that state; false for {@link RowState#PENDING}
     * @throws RuntimeException if the database cannot be written; then it may be handed out again all the same
     */
    public boolean replay(long number, RowState state) {
        return replayIf(number, Objects.requireNonNull(state, "state"));
    }

    private boolean replayIf(long number, @Nullable RowState state) {
        boolean replayed = writer.await(new Command.Run<>(session -> Records.replay(session, number, state)));
        available(Instant.MIN);
        return replayed;
    }

    /**
     * Runs again on purpose: hands a copy out under an id of its own, and records who wanted that and why.
     *
     * @return the new id; empty if there is no such entry
     * @throws IllegalArgumentException if who or why is blank
     * @throws RuntimeException if the database cannot be written; then there may be a copy all the same
     */
    public Optional<String> replayAnew(long number, String who, String why) {
        insistOnReason("a deliberate re-run", who, why);
        Optional<String> id = writer.await(
                new Command.Run<>(session -> Records.replayAnew(session, number, who, why, clock.instant())));
        available(Instant.MIN);
        return id;
    }

    /**
     * Lets go of an entry that was given up: it counts as handled from now on, is forgotten like any handled event, and
     * has who wanted that and why in the place of its last error. A mere claim may be made again all the same, and is
     * then an entry of its own: it may be true by then.
     *
     * @return whether there is such an entry and it was given up
     * @throws IllegalArgumentException if who or why is blank
     * @throws RuntimeException if the database cannot be written; then it may be let go all the same
     */
    public boolean discard(long number, String who, String why) {
        insistOnReason("to discard an event", who, why);
        return writer.await(
                new Command.Run<>(session -> Discarding.discard(session, number, who, why, clock.instant())));
    }

    private static void insistOnReason(String what, String who, String why) {
        if (who.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException(what + " needs to say who wants it and why");
        }
    }

    /** Forgets in small batches, each a command like any other, so that appends go on between them. */
    void prune() {
        while (writer.await(new Command.Run<>(retention::prune))) {
            LOG.debug("forgot a batch of handled events");
        }
    }

    /** Learns how many mere claims are kept, by this process or another. */
    void countClaims() {
        int count = reading(claimsRoom::count);
        LOG.trace("{} mere claims are kept", count);
    }

    private <R> R reading(Reading<R> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("the inbox's database failed", failed);
        }
    }

    @Override
    public void onAvailable(Runnable wakeUp) {
        if (pool.isClosed()) {
            throw new IllegalStateException("the inbox is closed");
        }
        if (!listener.compareAndSet(null, wakeUp)) {
            throw new IllegalStateException(
                    "the inbox has a receiver already: each needs one of its own, over one database if they share");
        }
    }

    @Override
    public void close() {
        upkeep.close();
        handlers.revokeAll();
        log.close();
        counting.close();
        chores.close();
        writer.close();
        handlers.close();
        pool.close();
    }

    /** A question to the database. */
    @FunctionalInterface
    private interface Reading<R> {
        R on(Connection connection) throws SQLException;
    }
}
