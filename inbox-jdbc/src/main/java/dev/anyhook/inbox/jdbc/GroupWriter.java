package dev.anyhook.inbox.jdbc;

import dev.anyhook.receiver.InboxFullException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that write: one for SQLite. Each takes what queued while it wrote the last group, writes it in one
 * transaction, and answers every caller once that is committed: one disk sync for all of them, and no waiting for company.
 */
final class GroupWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Serialization failure, deadlock, unique violation: another writer was quicker, and the next try will see it. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505");

    private final Backlog backlog;
    private final Batch batch;
    private final Predicate<SQLException> blamesCommand;
    private final List<Thread> threads;
    private volatile boolean open = true;

    /** Writes on all of {@code connections} at once what {@code backlog} shares out to as many. */
    GroupWriter(
            List<WritingConnection> connections, Batch batch, Predicate<SQLException> blamesCommand, Backlog backlog) {
        this.batch = batch;
        this.blamesCommand = blamesCommand;
        this.backlog = backlog;
        this.threads = connections.stream()
                .map(connection -> new Thread(() -> run(connection), "anyhook-inbox-writer"))
                .toList();
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Queues {@code command}; an append is refused when too many wait. */
    <R> CompletableFuture<R> submit(Command<R> command) {
        if (!open) {
            return CompletableFuture.failedFuture(closed());
        }
        if (command instanceof Command.Append append && !backlog.admit(append)) {
            return CompletableFuture.failedFuture(new InboxFullException("too many events wait to be written"));
        }
        backlog.add(command);
        return !open && backlog.remove(command) ? CompletableFuture.failedFuture(closed()) : command.answer();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the inbox is closed");
    }

    private void run(WritingConnection connection) {
        var group = new ArrayList<Command<?>>();
        boolean more = true;
        while (more) {
            try {
                more = backlog.take(group);
                write(connection, group, false);
            } catch (InterruptedException onlyClosingCounts) {
                LOG.debug("the writer stops when the inbox is closed, not when it is interrupted");
            } catch (Throwable bug) {
                group.forEach(command -> command.failed(bug));
            }
            backlog.forget(group);
            group.clear();
        }
        connection.close();
    }

    private void write(WritingConnection connection, List<Command<?>> group, boolean again) {
        if (group.isEmpty()) {
            return;
        }
        try {
            connection.transact(session -> batch.write(session, group));
        } catch (SQLException | RuntimeException failed) {
            boolean down = failed instanceof SQLException sql && !blamesCommand.test(sql);
            if (!down && group.size() > 1) {
                write(connection, group.subList(0, group.size() / 2), false);
                write(connection, group.subList(group.size() / 2, group.size()), false);
            } else if (!again && isConflict(failed)) {
                write(connection, group, true);
            } else {
                fail(group, failed, down);
            }
            return;
        }
        group.forEach(Command::committed);
    }

    private static boolean isConflict(Exception failed) {
        return failed instanceof SQLException sql && sql.getSQLState() != null && CONFLICTS.contains(sql.getSQLState());
    }

    private void fail(List<Command<?>> group, Exception cause, boolean down) {
        if (down) {
            backlog.failAppends(cause);
        }
        group.forEach(command -> command.failed(cause));
    }

    /** Writes what is queued, then stops. */
    @Override
    public void close() {
        open = false;
        backlog.end();
        long until = System.nanoTime() + CLOSING_NANOS;
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, until - System.nanoTime());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        backlog.failAll(closed());
    }

    /** Writes a group inside a transaction and gives each command its result. */
    @FunctionalInterface
    interface Batch {
        void write(Session session, List<Command<?>> group) throws SQLException;
    }
}
