package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Claimant;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    void result(@Nullable R value) {
        this.result = value;
    }

    /** What will be answered if the transaction is committed. */
    final @Nullable R result() {
        return result;
    }

    void committed() {
        answer.complete(result);
    }

    void failed(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    /** Whether it has met a lock, so that it is tried by itself, and not for long. */
    boolean isApart() {
        return false;
    }

    /** How much memory it takes, roughly, in bytes. */
    int size() {
        return 0;
    }

    /** Keep an event. */
    static final class Append extends Command<Outcome> {
        final IncomingEvent incoming;

        private @Nullable Runnable leave;
        private boolean told;

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

        /** Whether the transaction keeps it, as far as is known by now. */
        boolean isKept() {
            return result() == Outcome.STORED;
        }

        /** Whether {@code lease} is one of the row that it became. */
        boolean isOf(Lease lease) {
            WebhookEvent leased = lease.incoming().event();
            return leased.id().equals(incoming.event().id())
                    && leased.endpoint().equals(incoming.event().endpoint());
        }

        /** Remembers whether a standing claim took all that was kept with it. */
        void told(boolean so) {
            told = so;
        }

        /** Whether whoever claims knows of it, once it is committed. */
        boolean isTold() {
            return told;
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
        private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

        final HeldLease lease;
        final Settlement settlement;

        private final long begun = System.nanoTime();
        private volatile boolean apart;

        Settle(HeldLease lease, Settlement settlement) {
            this.lease = lease;
            this.settlement = settlement;
        }

        /**
         * Whether it may be tried again, since what was handled should not be handled once more because a row is
         * locked: for less long than a lease that is renewed in time has left.
         */
        boolean mayWait() {
            return System.nanoTime() - begun < PATIENCE_NANOS;
        }

        /** It met a lock, and is not to hold up others once more. */
        void metLock() {
            apart = true;
        }

        @Override
        boolean isApart() {
            return apart;
        }
    }

    /** Claim what is due once the same transaction has kept something. */
    static final class ClaimNext extends Command<List<Lease>> {
        private final Claimant claimant;
        private final Taking taking;
        private final Runnable committed;
        private boolean begun;
        private boolean broken;

        /** For {@code claimant}; hears of it when what was taken is {@code committed}, before anybody else does. */
        ClaimNext(Claimant claimant, Taking taking, Runnable committed) {
            this.claimant = claimant;
            this.taking = taking;
            this.committed = committed;
        }

        /** It goes with a group. */
        void begin() {
            begun = true;
            claimant.begun();
        }

        /** Claims, if the transaction has {@code kept} any events; whether all of them were taken. */
        boolean run(Session session, List<Append> kept) throws SQLException {
            broken = false;
            result(null);
            if (kept.isEmpty()) {
                return false;
            }
            broken = true;
            List<Lease> leases = taking.on(session, kept.stream().anyMatch(Append::isClaim));
            broken = false;
            result(leases);
            return leases.size() >= kept.size()
                    && kept.stream().allMatch(append -> leases.stream().anyMatch(append::isOf));
        }

        /** Whether it is to blame for the failure of the transaction that it was in last. */
        boolean isBroken() {
            return broken;
        }

        @Override
        void committed() {
            if (result() == null) {
                result(List.of());
            } else {
                committed.run();
            }
            super.committed();
            end();
        }

        @Override
        void failed(Throwable cause) {
            super.failed(cause);
            end();
        }

        private void end() {
            if (begun) {
                begun = false;
                claimant.answered();
            }
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

    /** Takes what is due, mere claims among it if there are new ones. */
    @FunctionalInterface
    interface Taking {
        List<Lease> on(Session session, boolean claims) throws SQLException;
    }

    /** Work on the writer's connection, inside its transaction. */
    @FunctionalInterface
    interface Work<R> {
        R on(Session session) throws SQLException;
    }
}
