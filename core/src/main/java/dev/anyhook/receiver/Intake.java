package dev.anyhook.receiver;

import dev.anyhook.RawDelivery;
import dev.anyhook.Trust;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges deliveries and keeps what is believed. Fails closed: when anything breaks, nothing is acknowledged. */
final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final Map<String, Endpoint> endpoints;
    private final Patience patience;
    private final Refusals refusals;
    private final OlderSecrets olderSecrets;
    private final EndpointLines unkeptLines;
    private final EndpointLines unjudgedLines;
    private final Observation observation;

    Intake(Map<String, Endpoint> endpoints, Duration patience, InstantSource clock, Observation observation) {
        this.observation = observation;
        this.refusals = new Refusals(clock);
        this.olderSecrets = new OlderSecrets(clock);
        this.unkeptLines = new EndpointLines("events could not be kept", clock);
        this.unjudgedLines = new EndpointLines("deliveries could not be judged", clock);
        this.endpoints = endpoints;
        this.patience = new Patience(patience);
    }

    /** The endpoint that listens at {@code target}; null if there is none, and a wrong URL token is logged. */
    @Nullable
    Endpoint listening(String name, URI target) {
        Endpoint endpoint = endpoints.get(name);
        Rejected misdirected = endpoint == null ? null : endpoint.misdirected(target);
        if (misdirected == null) {
            return endpoint;
        }
        refusals.misdirected(name, misdirected);
        observation.answered(name, Acknowledgement.NOT_FOUND, misdirected.reason());
        return null;
    }

    /** Judges {@code delivery}, and keeps it {@code how} the inbox can. */
    CompletionStage<Acknowledgement> take(RawDelivery delivery, Keeping how) {
        Endpoint endpoint = listening(delivery.endpoint(), delivery.target());
        if (endpoint == null) {
            return CompletableFuture.completedStage(Acknowledgement.NOT_FOUND);
        }
        try {
            return endpoint.verifier()
                    .verify(delivery)
                    .fold(
                            verified -> signed(endpoint, verified, delivery.receivedAt(), how),
                            unsigned -> claimed(endpoint, unsigned, delivery.receivedAt(), how),
                            rejected -> {
                                refusals.refused(endpoint, delivery, rejected);
                                observation.answered(endpoint.name(), Acknowledgement.REFUSED, rejected.reason());
                                return CompletableFuture.completedStage(Acknowledgement.REFUSED);
                            });
        } catch (Throwable bug) {
            if (unjudgedLines.mayLog(endpoint.name())) {
                LOG.error(
                        "endpoint {}: its provider failed to judge a delivery",
                        endpoint.name(),
                        Retold.withoutMessages(bug));
            }
            return unavailable(endpoint);
        }
    }

    private CompletionStage<Acknowledgement> signed(Endpoint endpoint, Verified verified, Instant at, Keeping how) {
        if (endpoint.trust().secrets().isEmpty()) {
            return broken(endpoint, "its provider calls a delivery signed where there is no secret");
        }
        olderSecrets.matched(endpoint, verified);
        return keep(endpoint, new IncomingEvent(verified.event(), Trust.SIGNED, at), how);
    }

    private CompletionStage<Acknowledgement> claimed(Endpoint endpoint, Unsigned unsigned, Instant at, Keeping how) {
        return endpoint.trust().acceptsUnsigned()
                ? keep(endpoint, new IncomingEvent(unsigned.claim(), Trust.CLAIMED, at), how)
                : broken(endpoint, "its provider calls a delivery unsigned where a signature is required");
    }

    private CompletionStage<Acknowledgement> keep(Endpoint endpoint, IncomingEvent incoming, Keeping how) {
        WebhookEvent event = incoming.event();
        if (!event.endpoint().equals(endpoint.name())
                || !event.provider().equals(endpoint.provider().id())) {
            return broken(endpoint, "its provider gives events the name of another endpoint or vendor");
        }
        CompletableFuture<Inbox.Outcome> kept = append(incoming, how);
        patience.limit(kept);
        return kept.handle((outcome, failed) -> {
            Acknowledgement answer = acknowledgement(endpoint, outcome, failed);
            observation.answered(endpoint.name(), answer, null);
            return answer;
        });
    }

    private static CompletableFuture<Inbox.Outcome> append(IncomingEvent incoming, Keeping how) {
        var kept = new CompletableFuture<Inbox.Outcome>();
        try {
            how.keep(incoming).whenComplete((outcome, failed) -> {
                if (failed == null) {
                    kept.complete(outcome);
                } else {
                    kept.completeExceptionally(failed);
                }
            });
        } catch (Throwable failed) {
            kept.completeExceptionally(failed);
        }
        return kept;
    }

    private Acknowledgement acknowledgement(
            Endpoint endpoint, Inbox.@Nullable Outcome outcome, @Nullable Throwable failed) {
        if (failed != null || outcome == null) {
            report(
                    endpoint,
                    failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed);
            return Acknowledgement.UNAVAILABLE;
        }
        return outcome == Inbox.Outcome.STORED ? Acknowledgement.ACCEPTED : Acknowledgement.DUPLICATE;
    }

    /** A disk that is full must not be filled further by saying so. */
    private void report(Endpoint endpoint, @Nullable Throwable cause) {
        if (!unkeptLines.mayLog(endpoint.name())) {
            return;
        }
        if (cause instanceof InboxFullException full) {
            LOG.warn("endpoint {}: no room for an event: {}", endpoint.name(), full.getMessage());
        } else if (cause instanceof TimeoutException) {
            LOG.error("endpoint {}: an event was not kept within {}", endpoint.name(), patience);
        } else {
            LOG.error(
                    "endpoint {}: an event could not be kept",
                    endpoint.name(),
                    cause == null ? null : Retold.of(cause));
        }
    }

    private CompletionStage<Acknowledgement> broken(Endpoint endpoint, String how) {
        if (unjudgedLines.mayLog(endpoint.name())) {
            LOG.error("endpoint {}: {}", endpoint.name(), how);
        }
        return unavailable(endpoint);
    }

    private CompletionStage<Acknowledgement> unavailable(Endpoint endpoint) {
        observation.answered(endpoint.name(), Acknowledgement.UNAVAILABLE, null);
        return CompletableFuture.completedStage(Acknowledgement.UNAVAILABLE);
    }

    @Override
    public void close() {
        refusals.close();
    }

    /** One of an inbox's ways to keep an event. */
    @FunctionalInterface
    interface Keeping {
        CompletionStage<Inbox.Outcome> keep(IncomingEvent incoming);
    }
}
