package dev.anyhook.inbox.jdbc;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Events of an invented vendor, and short words for what tests do with them. */
final class Events {
    static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(1);

    private Events() {}

    static WebhookEvent event(String id) {
        return new WebhookEvent(
                ProviderId.of("acme"), "acme-live", id, "thing.done", NOON, null, Payload.utf8("{\"id\":1}"));
    }

    static WebhookEvent event(String id, String job, JobState state) {
        JobUpdate update = JobUpdate.of(job, state, state.name());
        WebhookEvent plain = event(id);
        return new WebhookEvent(plain.provider(), plain.endpoint(), id, plain.type(), NOON, update, plain.payload());
    }

    static WebhookEvent occurring(WebhookEvent event, Instant instant) {
        return new WebhookEvent(
                event.provider(), event.endpoint(), event.id(), event.type(), instant, event.job(), event.payload());
    }

    static IncomingEvent signed(WebhookEvent event) {
        return new IncomingEvent(event, Trust.SIGNED, NOON);
    }

    static IncomingEvent claimed(WebhookEvent event) {
        return new IncomingEvent(event, Trust.CLAIMED, NOON);
    }

    static IncomingEvent signed(String id) {
        return signed(event(id));
    }

    /** What the stage gives, within a time that only a broken inbox needs. */
    static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    static Inbox.Outcome append(Inbox inbox, IncomingEvent incoming) {
        return result(inbox.append(incoming));
    }

    static List<Lease> claim(Inbox inbox) {
        return claim(inbox, NOON);
    }

    static List<Lease> claim(Inbox inbox, Instant now) {
        return inbox.claim(100, now, LEASE);
    }

    static List<InboxRecord> listed(JdbcInbox inbox, InboxQuery query) {
        var found = new ArrayList<InboxRecord>();
        inbox.list(query, found::add);
        return found;
    }

    static Lease claimOne(Inbox inbox, Instant now) {
        List<Lease> leases = claim(inbox, now);
        if (leases.size() != 1) {
            throw new AssertionError("expected one lease: " + ids(leases));
        }
        return leases.get(0);
    }

    static Lease claimOne(Inbox inbox) {
        return claimOne(inbox, NOON);
    }

    static boolean settle(Inbox inbox, Lease lease, Settlement settlement) {
        return result(inbox.settle(lease, settlement));
    }

    static boolean done(Inbox inbox, Lease lease) {
        return settle(inbox, lease, new Settlement.Done());
    }

    static String id(Lease lease) {
        return lease.incoming().event().id();
    }

    static List<String> ids(List<Lease> leases) {
        return leases.stream().map(Events::id).toList();
    }
}
