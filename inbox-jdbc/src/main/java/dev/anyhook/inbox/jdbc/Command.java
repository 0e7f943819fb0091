package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Settlement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something to write. Many commands share one transaction; each is answered only once that is committed.
 *
 * @param <R> what its caller learns
 */
abstract sealed class Command<R> {
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private @Nullable R result;

    CompletableFuture<R> answer() {
        return answer;
    }

    /** Remembers what to answer, if the transaction is committed. */
    void result(R value) {
        this.result = value;
    }

    void committed() {
        answer.complete(result);
    }

    void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    /** How much memory it takes, roughly, in bytes. */
    int size() {
        return 0;
    }

    /** Keep an event. */
    static final class Append extends Command<Outcome> {
        final IncomingEvent incoming;

        private @Nullable Runnable leave;

        Append(IncomingEvent incoming) {
            this.incoming = incoming;
        }

        /** Does {@code once} before the caller is answered, so that who was answered finds the room that it had. */
        void beforeAnswer(Runnable once) {
            this.leave = once;
        }

        @Override
        void committed() {
            leave();
            super.committed();
        }

        @Override
        void failed(Throwable cause) {
            leave();
            super.failed(cause);
        }

        private void leave() {
            Runnable once = leave;
            leave = null;
            if (once != null) {
                once.run();
            }
        }

        /** Whether nobody signed it. */
        boolean isClaim() {
            return incoming.trust() == Trust.CLAIMED;
        }

        @Override
        int size() {
            return incoming.event().payload().size();
        }
    }

    /** End a lease. */
    static final class Settle extends Command<Boolean> {
        final HeldLease lease;
        final Settlement settlement;

        Settle(HeldLease lease, Settlement settlement) {
            this.lease = lease;
            this.settlement = settlement;
        }
    }

    /** Anything that is not worth a batch. */
    static final class Run<R> extends Command<R> {
        private final Work<R> work;

        Run(Work<R> work) {
            this.work = work;
        }

        void run(Session session) throws SQLException {
            result(work.on(session));
        }
    }

    /** Work on the writer's connection, inside its transaction. */
    @FunctionalInterface
    interface Work<R> {
        R on(Session session) throws SQLException;
    }
}
