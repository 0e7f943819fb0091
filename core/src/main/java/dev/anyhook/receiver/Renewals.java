package dev.anyhook.receiver;

import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.LogText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the leases on of what takes long, though not for ever. */
final class Renewals {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Inbox inbox;
    private final InstantSource clock;
    private final Duration lease;
    private final Duration longest;
    private final Lines lines;
    private final Lines late;

    Renewals(Inbox inbox, InstantSource clock, Duration lease, Duration longest) {
        this.inbox = inbox;
        this.clock = clock;
        this.lease = lease;
        this.longest = longest;
        this.lines = new Lines("leases could not be renewed", clock);
        this.late = new Lines("claims came late", clock);
    }

    /** How long a lease is left alone. */
    Duration pause() {
        return lease.dividedBy(3);
    }

    /** When work on what was claimed {@code at} that time is to be renewed first. */
    Instant first(Instant at) {
        return at.plus(pause());
    }

    /** Until when work on what was claimed {@code at} that time has its lease, if it is not renewed. */
    Instant end(Instant at) {
        return at.plus(lease);
    }

    /**
     * Whether what was claimed {@code at} that time came too late: its lease has run out, and somebody else may have
     * it.
     */
    boolean isOver(Instant at) {
        boolean over = !clock.instant().isBefore(end(at));
        if (over && late.mayLog()) {
            LOG.warn("what was claimed came after its lease of {} had run out; it is given back", lease);
        }
        return over;
    }

    /** From when on work on what was claimed {@code at} that time takes too long. */
    Instant tooLong(Instant at) {
        return at.plus(longest);
    }

    /**
     * Renews what is due, and waits for that: a claim that came first would take what is only late. False when it takes
     * too long, or when a lease has run out that cannot be renewed; nothing should be claimed then. Whether the latter
     * will ever end is not known, so it counts for the length of one lease only.
     */
    boolean renew(Collection<Work> underWay) {
        Instant now = clock.instant();
        var renewals = new ArrayList<CompletableFuture<?>>();
        for (Work work : underWay) {
            if (work.isTooLong(now)) {
                reportOnce(work);
            } else if (work.renewalDue(now, first(now))) {
                renewals.add(renewal(work, now));
            }
        }
        try {
            CompletableFuture.allOf(renewals.toArray(CompletableFuture[]::new))
                    .get(pause().toMillis(), TimeUnit.MILLISECONDS);
            Instant after = clock.instant(); // It may have taken longer than what was left of a lease.
            return underWay.stream().noneMatch(work -> work.hasRunOut(after, lease));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        } catch (TimeoutException | InterruptedException notYet) {
            return false;
        }
    }

    /** Completes when the lease is renewed or cannot be, but never fails. */
    private CompletableFuture<?> renewal(Work work, Instant now) {
        Instant until = end(now);
        return asked(work, until).handle((held, broken) -> {
            if (broken == null) {
                work.renewed(until);
            } else {
                work.notRenewed(now.plus(SOON));
                if (lines.mayLog()) {
                    LOG.warn("a lease could not be renewed", Retold.of(broken));
                }
            }
            return null;
        });
    }

    private CompletableFuture<Boolean> asked(Work work, Instant until) {
        try {
            return inbox.renew(work.lease(), until).toCompletableFuture();
        } catch (RuntimeException broken) {
            return CompletableFuture.failedFuture(broken);
        }
    }

    private void reportOnce(Work work) {
        if (work.isFirstReport()) {
            WebhookEvent event = work.lease().incoming().event();
            LOG.warn(
                    "endpoint {}: event {} is still being handled after {}; its lease is no longer renewed, and another"
                            + " worker may take it",
                    event.endpoint(),
                    LogText.of(event.id()),
                    longest);
        }
    }
}
