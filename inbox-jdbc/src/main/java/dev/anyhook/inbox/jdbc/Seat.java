package dev.anyhook.inbox.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one thread at a time writes: each group in one transaction, each command alone once a group of them fails. */
final class Seat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

    /** Serialization failure, deadlock, unique violation: another writer was quicker, and the next try will see it. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "23505");

    /** It waited for a lock for longer than a connection of ours may. */
    private static final String LOCKED = "55P03";

    private static final String WAITS_SHORTLY = "SET LOCAL lock_timeout = '100ms'";
    private static final Executor SOON = CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS);

    private final WritingConnection connection;
    private final Batch batch;
    private final Predicate<SQLException> blamesCommand;
    private final Backlog backlog;
    private final ReentrantLock taken = new ReentrantLock();
    private final List<Command<?>> group = new ArrayList<>(Backlog.LARGEST_GROUP + 1);

    Seat(WritingConnection connection, Batch batch, Predicate<SQLException> blamesCommand, Backlog backlog) {
        this.connection = connection;
        this.batch = batch;
        this.blamesCommand = blamesCommand;
        this.backlog = backlog;
    }

    /** Writes a group of what is queued. */
    void write() {
        taken.lock();
        try {
            writeGroup();
        } finally {
            taken.unlock();
        }
    }

    /**
     * The same for a caller, unless it would have to wait for whoever writes, here or elsewhere, or for a connection.
     */
    void writeIfFree() {
        boolean within = taken.isHeldByCurrentThread();
        if (!within && taken.tryLock()) {
            try {
                if (connection.isReady()) {
                    writeGroup();
                }
            } finally {
                taken.unlock();
            }
        }
    }

    private void writeGroup() {
        try {
            backlog.take(group);
            if (group.stream().noneMatch(Command::isApart)) {
                write(group, false);
            } else {
                write(group.stream().filter(command -> !command.isApart()).toList(), false);
                group.stream().filter(Command::isApart).forEach(command -> write(List.of(command), false));
            }
        } catch (Throwable bug) {
            group.forEach(command -> fail(command, bug));
        } finally {
            backlog.forget(group);
            group.clear();
        }
    }

    private void write(List<Command<?>> some, boolean again) {
        if (some.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        try {
            connection.transact(session -> {
                if (some.get(0).isApart()) {
                    session.prepare(WAITS_SHORTLY).execute();
                }
                batch.write(session, some);
            });
        } catch (SQLException | RuntimeException failed) {
            Optional<Command<?>> broken = some.stream().filter(Seat::isBroken).findFirst();
            if (broken.isPresent()
                    && System.nanoTime() - began
                            < WritingConnection.AT_ONCE_NANOS) { // What was kept with it need not suffer.
                broken.get().failed(failed);
                write(some.stream().filter(command -> !isBroken(command)).toList(), again);
                return;
            }
            boolean down = failed instanceof SQLException sql && !blamesCommand.test(sql);
            if (!down && some.size() > 1) {
                write(some.subList(0, some.size() / 2), false);
                write(some.subList(some.size() / 2, some.size()), false);
            } else if (!again && isConflict(failed)) {
                write(some, true);
            } else if (isLocked(failed) && some.get(0) instanceof Command.Settle settle && settle.mayWait()) {
                settle.metLock();
                SOON.execute(() -> backlog.addAgain(settle));
            } else {
                fail(some, failed, down);
            }
            return;
        }
        some.forEach(Command::committed);
    }

    private static boolean isBroken(Command<?> command) {
        return command instanceof Command.ClaimNext claim && claim.isBroken();
    }

    private static boolean isConflict(Exception failed) {
        return failed instanceof SQLException sql && sql.getSQLState() != null && CONFLICTS.contains(sql.getSQLState());
    }

    private static boolean isLocked(Exception failed) {
        return failed instanceof SQLException sql && LOCKED.equals(sql.getSQLState());
    }

    /** Whoever is told of a bug may have another; those after him wait for their answers all the same. */
    private static void fail(Command<?> command, Throwable bug) {
        try {
            command.failed(bug);
        } catch (Throwable another) {
            LOG.error("somebody cannot be told of {}", bug.getClass().getName(), another);
        }
    }

    private void fail(List<Command<?>> some, Exception cause, boolean down) {
        if (down) {
            backlog.failAppends(cause);
        }
        some.forEach(command -> command.failed(cause));
    }

    @Override
    public void close() {
        taken.lock();
        try {
            connection.close();
        } finally {
            taken.unlock();
        }
    }
}
