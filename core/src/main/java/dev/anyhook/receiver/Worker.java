package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Brings one entry a step further: confirms a claim, or calls the handlers; and settles what came of it. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Inbox inbox;
    private final Confirmation confirmation;
    private final List<Registration> handlers;
    private final Function<String, RetryPolicy> policies;
    private final InstantSource clock;

    Worker(
            Inbox inbox,
            Confirmation confirmation,
            List<Registration> handlers,
            Function<String, RetryPolicy> policies,
            InstantSource clock) {
        this.inbox = inbox;
        this.confirmation = confirmation;
        this.handlers = handlers;
        this.policies = policies;
        this.clock = clock;
    }

    /** Takes the step. Never throws, whatever a handler does. */
    Step step(Lease lease) {
        try {
            return new Step(confirmation.applies(lease) ? confirmation.of(lease) : handle(lease), null);
        } catch (Throwable failed) {
            return new Step(failure(lease, failed), failed);
        }
    }

    /**
     * What came of a step.
     *
     * @param settlement what that means for the entry
     * @param thrown what a handler threw; null when none did
     */
    record Step(Settlement settlement, @Nullable Throwable thrown) {
        private boolean failed() {
            return settlement instanceof Settlement.Retry || settlement instanceof Settlement.Dead;
        }
    }

    private Settlement handle(Lease lease) throws Exception {
        RetryPolicy retries = retries(lease);
        if (lease.attempt() > retries.attempts()) {
            return new Settlement.Dead("claimed " + retries.attempts() + " times, and never settled");
        }
        var handling = new Handling(lease);
        boolean wanted = false;
        for (Registration registration : handlers) {
            if (registration.filter().matches(lease)) {
                wanted = true;
                registration.handler().handle(lease.incoming().event(), handling);
            }
        }
        if (!wanted && lease.incoming().trust() == Trust.CLAIMED) {
            WebhookEvent claim = lease.incoming().event();
            LOG.warn(
                    "endpoint {}: a claim ({}) is kept, but nothing can confirm it and no handler takes claims",
                    claim.endpoint(),
                    LogText.of(claim.type()));
        }
        return new Settlement.Done();
    }

    /** What becomes of an entry that came again while this process still works on it, under a lease that it lost. */
    Settlement stillUnderWay(Lease lease) {
        String why = "its handlers still run under an earlier lease";
        RetryPolicy retries = retries(lease);
        return lease.attempt() >= retries.attempts()
                ? new Settlement.Dead(why)
                : new Settlement.Retry(
                        clock.instant().plus(retries.pauseAfter(lease.attempt(), ThreadLocalRandom.current())), why);
    }

    private RetryPolicy retries(Lease lease) {
        return policies.apply(lease.incoming().event().endpoint());
    }

    private Settlement failure(Lease lease, Throwable failed) {
        RetryPolicy retries = retries(lease);
        if (lease.attempt() >= retries.attempts()) {
            return new Settlement.Dead(Retold.line(failed));
        }
        var pause = retries.pauseAfter(lease.attempt(), ThreadLocalRandom.current());
        return new Settlement.Retry(clock.instant().plus(pause), Retold.line(failed));
    }

    /**
     * Settles what came of a step and logs it. One that failed because it was {@code abandoned} does not count: its entry
     * is handed back.
     */
    void settle(Lease lease, Step step, boolean abandoned) {
        Settlement settlement = abandoned && step.failed() ? new Settlement.Released() : step.settlement();
        settle(lease, settlement);
        report(lease, settlement, step.thrown());
    }

    /** Ends the lease; a settlement that fails is logged, and the lease runs out. */
    void settle(Lease lease, Settlement settlement) {
        WebhookEvent event = lease.incoming().event();
        try {
            inbox.settle(lease, settlement).whenComplete((held, broken) -> {
                if (broken != null) {
                    unsettled(event, broken);
                } else if (!Boolean.TRUE.equals(held)) {
                    LOG.warn(
                            "endpoint {}: event {} was taken over by another worker",
                            event.endpoint(),
                            LogText.of(event.id()));
                }
            });
        } catch (Throwable broken) {
            unsettled(event, broken);
        }
    }

    private static void unsettled(WebhookEvent event, Throwable broken) {
        LOG.error(
                "endpoint {}: event {} could not be settled",
                event.endpoint(),
                LogText.of(event.id()),
                Retold.of(broken));
    }

    private static void report(Lease lease, Settlement settlement, @Nullable Throwable thrown) {
        WebhookEvent event = lease.incoming().event();
        String id = LogText.of(event.id());
        Retold retold = thrown == null ? null : Retold.of(thrown);
        if (settlement instanceof Settlement.Dead dead) {
            LOG.error(
                    "endpoint {}: event {} is given up at attempt {}: {}",
                    event.endpoint(),
                    id,
                    lease.attempt(),
                    dead.why(),
                    retold);
        } else if (settlement instanceof Settlement.Released) {
            LOG.info("endpoint {}: event {} is handed back, since this receiver stops", event.endpoint(), id);
        } else if (settlement instanceof Settlement.Retry retry) {
            LOG.atLevel(retold == null ? Level.INFO : Level.WARN)
                    .setCause(retold)
                    .log(
                            "endpoint {}: event {} is not done at attempt {}: {}; again at {}",
                            event.endpoint(),
                            id,
                            lease.attempt(),
                            retry.why(),
                            retry.at());
        }
    }
}
