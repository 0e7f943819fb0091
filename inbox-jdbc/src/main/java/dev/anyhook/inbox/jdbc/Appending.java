package dev.anyhook.inbox.jdbc;

import dev.anyhook.Trust;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.InboxFullException;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way of an event to the writer, and what follows once it is kept. */
final class Appending {
    private static final int TRIES = 100;
    private static final Executor SOON = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private final GroupWriter writer;
    private final Claims claims;
    private final ClaimsRoom claimsRoom;
    private final InstantSource clock;
    private final Runnable news;

    /** Runs {@code news} when something was kept that nobody has claimed with it. */
    Appending(GroupWriter writer, Claims claims, ClaimsRoom claimsRoom, InstantSource clock, Runnable news) {
        this.writer = writer;
        this.claims = claims;
        this.claimsRoom = claimsRoom;
        this.clock = clock;
        this.news = news;
    }

    /** Keeps an event, {@code way} to the writer. */
    CompletionStage<Outcome> append(
            IncomingEvent incoming, Function<Command<Outcome>, CompletableFuture<Outcome>> way) {
        if (incoming.trust() == Trust.CLAIMED && claimsRoom.isFull()) {
            return CompletableFuture.failedStage(new InboxFullException("the inbox holds " + claimsRoom));
        }
        return append(incoming, way, TRIES);
    }

    /**
     * Tries again while somebody else is just changing the claim that is in the way, which takes no longer than a
     * commit.
     */
    private CompletableFuture<Outcome> append(
            IncomingEvent incoming, Function<Command<Outcome>, CompletableFuture<Outcome>> way, int tries) {
        Instant asked = clock.instant();
        var append = new Command.Append(incoming);
        return way.apply(append)
                .whenComplete((outcome, failed) -> answered(append, asked, outcome, failed))
                .thenCompose(outcome -> {
                    if (outcome != null) {
                        return CompletableFuture.completedFuture(outcome);
                    }
                    return tries == 0
                            ? CompletableFuture.failedFuture(
                                    new SQLTransientException("the claim is held for too long"))
                            : CompletableFuture.runAsync(() -> {}, SOON)
                                    .thenCompose(soon -> append(incoming, writer::submit, tries - 1));
                });
    }

    private void answered(Command.Append append, Instant asked, @Nullable Outcome outcome, @Nullable Throwable failed) {
        if (outcome == Outcome.STORED) {
            claimsRoom.kept(append.isClaim());
        }
        if (outcome == Outcome.STORED || failed instanceof SQLException) { // Then it may be there nevertheless.
            Instant received = append.incoming.receivedAt();
            claims.dueSince(received.isBefore(asked) ? received : asked);
            if (!append.isTold() || failed != null) {
                news.run();
            }
        }
    }
}
