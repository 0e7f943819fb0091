package dev.anyhook.receiver;

import dev.anyhook.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings one entry a step further: confirms a claim, or calls the handlers; and settles what came of it. */
final class Worker {
    private static final Duration CLAIM_FOR_ANOTHER = Duration.ofDays(1);
    private static final Duration UNTIL_ANOTHER = Duration.ofMinutes(1);

    private final Inbox inbox;
    private final Confirmation confirmation;
    private final List<Registration> handlers;
    private final Function<String, RetryPolicy> policies;
    private final InstantSource clock;
    private final Reports reports;

    Worker(
            Inbox inbox,
            Confirmation confirmation,
            List<Registration> handlers,
            Function<String, RetryPolicy> policies,
            InstantSource clock,
            Reports reports) {
        this.inbox = inbox;
        this.confirmation = confirmation;
        this.handlers = handlers;
        this.policies = policies;
        this.clock = clock;
        this.reports = reports;
    }

    /** Takes the step. Never throws, whatever a handler does. */
    Step step(Lease lease) {
        long begun = System.nanoTime();
        List<Registration> wanted = List.of();
        try {
            boolean isAsked = confirmation.applies(lease);
            wanted = isAsked ? wanted : wanted(lease);
            Settlement settlement = isAsked ? confirmation.of(lease) : handle(lease, wanted);
            return new Step(settlement, null, wanted.size(), since(begun));
        } catch (Throwable failed) {
            return new Step(failure(lease, failed), failed, wanted.size(), since(begun));
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /**
     * What came of a step.
     *
     * @param settlement what that means for the entry
     * @param thrown what a handler threw; null when none did
     * @param handlers how many handlers wanted it
     * @param took how long it took
     */
    record Step(Settlement settlement, @Nullable Throwable thrown, int handlers, Duration took) {
        /** Where no handler was called. */
        static Step of(Settlement settlement) {
            return new Step(settlement, null, 0, Duration.ZERO);
        }

        Step with(Settlement other) {
            return new Step(other, thrown, handlers, took);
        }

        private boolean failed() {
            return settlement instanceof Settlement.Retry || settlement instanceof Settlement.Dead;
        }
    }

    private List<Registration> wanted(Lease lease) {
        return handlers.stream()
                .filter(registration -> registration.filter().matches(lease))
                .toList();
    }

    private Settlement handle(Lease lease, List<Registration> wanted) throws Exception {
        if (wanted.isEmpty() && confirmation.isForAnother(lease)) {
            return forAnother(lease);
        }
        RetryPolicy retries = retries(lease);
        if (lease.attempt() > retries.attempts()) {
            return new Settlement.Dead("handed out " + retries.attempts() + " times, and never settled");
        }
        var handling = new LeasedHandling(lease);
        for (Registration registration : wanted) {
            registration.handler().handle(lease.incoming().event(), handling);
        }
        if (wanted.isEmpty()) {
            reports.unwanted(lease);
        }
        return new Settlement.Done();
    }

    /**
     * What no handler here wants waits for a receiver that has its endpoint, such as one of a newer configuration;
     * claims for a day.
     */
    private Settlement forAnother(Lease lease) {
        String why = "this receiver has no such endpoint, and no handler that wants its events";
        Instant now = clock.instant();
        return lease.incoming().trust() != Trust.CLAIMED
                        || now.isBefore(lease.incoming().receivedAt().plus(CLAIM_FOR_ANOTHER))
                ? new Settlement.Deferred(now.plus(UNTIL_ANOTHER), why)
                : new Settlement.Dead(why);
    }

    /** What becomes of an entry that came again while this process still works on it, under a lease that it lost. */
    Settlement stillUnderWay(Lease lease) {
        return later(lease, "its handlers still run under an earlier lease");
    }

    private Settlement failure(Lease lease, Throwable failed) {
        HandlingException told = HandlingException.in(failed);
        if (told == null) {
            return later(lease, Retold.line(failed));
        }
        String why = Retold.line(told);
        return told.pause().map(pause -> later(lease, why, pause)).orElseGet(() -> new Settlement.Dead(why));
    }

    /** Once more as the policy of its endpoint says, or never. */
    private Settlement later(Lease lease, String why) {
        return later(lease, why, retries(lease).pauseAfter(lease.attempt(), ThreadLocalRandom.current()));
    }

    private Settlement later(Lease lease, String why, Duration pause) {
        return lease.attempt() >= retries(lease).attempts()
                ? new Settlement.Dead(why)
                : new Settlement.Retry(clock.instant().plus(pause), why);
    }

    private RetryPolicy retries(Lease lease) {
        return policies.apply(lease.incoming().event().endpoint());
    }

    /**
     * Settles what came of a step and logs it. One that failed because it was {@code abandoned} does not count: its
     * entry is handed back.
     */
    void settle(Lease lease, Step step, boolean abandoned) {
        Step outcome = abandoned && step.failed() ? step.with(new Settlement.Released()) : step;
        settle(lease, outcome);
        reports.settled(lease, outcome.settlement(), step.thrown());
    }

    /** Ends the lease of what no handler was called for. */
    void settle(Lease lease, Settlement settlement) {
        settle(lease, Step.of(settlement));
    }

    /**
     * Ends the lease. What cannot be written as done has failed, as if its handler had; if that cannot be written
     * either, it runs out.
     */
    private void settle(Lease lease, Step step) {
        Settlement settlement = step.settlement();
        ended(lease, settlement).whenComplete((held, broken) -> {
            if (broken != null) {
                Throwable cause =
                        broken instanceof CompletionException && broken.getCause() != null ? broken.getCause() : broken;
                reports.unsettled(lease, cause);
                if (settlement instanceof Settlement.Done) {
                    settleAsFailed(lease, step, cause);
                }
            } else if (Boolean.TRUE.equals(held)) {
                reports.written(lease, step);
            } else {
                reports.lost(lease, settlement);
            }
        });
    }

    /** If it was done after all, nobody holds the lease any more, and nothing happens. */
    private void settleAsFailed(Lease lease, Step step, Throwable broken) {
        Settlement failure = failure(lease, broken);
        ended(lease, failure).whenComplete((held, again) -> {
            if (Boolean.TRUE.equals(held)) {
                reports.settled(lease, failure, null);
                reports.written(lease, step.with(failure));
            }
        });
    }

    private CompletionStage<Boolean> ended(Lease lease, Settlement settlement) {
        try {
            return inbox.settle(lease, settlement);
        } catch (Throwable broken) {
            return CompletableFuture.failedStage(broken);
        }
    }
}
