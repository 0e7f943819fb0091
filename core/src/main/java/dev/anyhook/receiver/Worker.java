package dev.anyhook.receiver;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one entry a step further: confirms a claim, or calls the handlers; and settles what came of it. */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int MAX_WHY = 500;

    private final Inbox inbox;
    private final Confirmation confirmation;
    private final List<Registration> handlers;
    private final RetryPolicy retries;
    private final InstantSource clock;

    Worker(
            Inbox inbox,
            Confirmation confirmation,
            List<Registration> handlers,
            RetryPolicy retries,
            InstantSource clock) {
        this.inbox = inbox;
        this.confirmation = confirmation;
        this.handlers = handlers;
        this.retries = retries;
        this.clock = clock;
    }

    void work(Lease lease) {
        Settlement settlement;
        try {
            settlement = confirmation.applies(lease) ? confirmation.of(lease) : handle(lease);
        } catch (Throwable failed) {
            settlement = failure(lease, failed);
        }
        settle(lease, settlement);
    }

    private Settlement handle(Lease lease) throws Exception {
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
                    claim.type());
        }
        return new Settlement.Done();
    }

    private Settlement failure(Lease lease, Throwable failed) {
        WebhookEvent event = lease.incoming().event();
        String why = why(failed);
        if (lease.attempt() >= retries.attempts()) {
            LOG.error(
                    "endpoint {}: event {} is given up after {} attempts",
                    event.endpoint(),
                    event.id(),
                    lease.attempt(),
                    failed);
            return new Settlement.Dead(why);
        }
        var pause = retries.pauseAfter(lease.attempt(), RandomGenerator.getDefault());
        LOG.warn(
                "endpoint {}: event {} failed at attempt {}; again in {}",
                event.endpoint(),
                event.id(),
                lease.attempt(),
                pause,
                failed);
        return new Settlement.Retry(clock.instant().plus(pause), why);
    }

    private static String why(Throwable failed) {
        String text = failed.toString();
        return text.length() <= MAX_WHY ? text : text.substring(0, MAX_WHY);
    }

    private void settle(Lease lease, Settlement settlement) {
        WebhookEvent event = lease.incoming().event();
        try {
            inbox.settle(lease, settlement).whenComplete((held, broken) -> {
                if (broken != null) {
                    LOG.error("endpoint {}: event {} could not be settled", event.endpoint(), event.id(), broken);
                } else if (!held) {
                    LOG.warn("endpoint {}: event {} was taken over by another worker", event.endpoint(), event.id());
                }
            });
        } catch (RuntimeException broken) {
            LOG.error("endpoint {}: event {} could not be settled", event.endpoint(), event.id(), broken);
        }
    }
}
