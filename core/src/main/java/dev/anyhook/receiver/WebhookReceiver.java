package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.RawDelivery;
import dev.anyhook.Trust;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries for any number of named endpoints: verifies, keeps, acknowledges, and has handlers called afterwards.
 * Works from {@link Builder#build()} until {@link #close()}; safe for any number of threads.
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private final Map<String, Endpoint> endpoints;
    private final Inbox inbox;
    private final Dispatcher dispatcher;
    private final Duration grace;
    private final Refusals refusals = new Refusals();
    private volatile boolean open = true;

    private WebhookReceiver(Builder builder, Inbox inbox) {
        this.endpoints = Map.copyOf(builder.endpoints);
        this.inbox = inbox;
        this.grace = builder.grace;
        var confirmation = new Confirmation(endpoints, builder.clock);
        var worker = new Worker(inbox, confirmation, List.copyOf(builder.handlers), builder.retries, builder.clock);
        this.dispatcher =
                new Dispatcher(inbox, worker, builder.clock, builder.lease, builder.poll, builder.concurrency);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The names of the endpoints. */
    public Set<String> endpoints() {
        return endpoints.keySet();
    }

    /** Whether deliveries are taken at present. */
    public boolean isOpen() {
        return open;
    }

    /**
     * Whether an endpoint listens at {@code target}, which can be known before a body is read. A wrong URL token is
     * logged here; an unknown endpoint is not, since strangers knock on all doors.
     */
    public boolean listensAt(String endpoint, URI target) {
        Endpoint known = endpoints.get(endpoint);
        Rejected misdirected = known == null ? null : known.misdirected(target);
        if (misdirected != null) {
            refusals.misdirected(endpoint, misdirected);
        }
        return known != null && misdirected == null;
    }

    /**
     * Verifies and keeps a delivery. Never throws and never blocks; the stage always completes normally, with
     * {@link Acknowledgement#ACCEPTED} only once the inbox has the event.
     */
    public CompletionStage<Acknowledgement> receive(RawDelivery delivery) {
        if (!open) {
            return CompletableFuture.completedStage(Acknowledgement.UNAVAILABLE);
        }
        if (!listensAt(delivery.endpoint(), delivery.target())) {
            return CompletableFuture.completedStage(Acknowledgement.NOT_FOUND);
        }
        Endpoint endpoint = Objects.requireNonNull(endpoints.get(delivery.endpoint()));
        try {
            VerificationResult result = endpoint.verifier().verify(delivery);
            return result.fold(
                    verified -> keep(endpoint, verified.event(), Trust.SIGNED, delivery.receivedAt()),
                    unsigned -> endpoint.trust().acceptsUnsigned()
                            ? keep(endpoint, unsigned.claim(), Trust.CLAIMED, delivery.receivedAt())
                            : broken(endpoint, "its provider calls a delivery unsigned where a signature is required"),
                    rejected -> {
                        refusals.refused(endpoint, delivery, rejected);
                        return CompletableFuture.completedStage(Acknowledgement.REFUSED);
                    });
        } catch (RuntimeException bug) {
            LOG.error("endpoint {}: a delivery could not be judged", endpoint.name(), bug);
            return CompletableFuture.completedStage(Acknowledgement.UNAVAILABLE);
        }
    }

    private CompletionStage<Acknowledgement> keep(Endpoint endpoint, WebhookEvent event, Trust trust, Instant at) {
        if (!event.endpoint().equals(endpoint.name())) {
            return broken(endpoint, "its provider gives events another endpoint's name");
        }
        return inbox.append(new IncomingEvent(event, trust, at)).handle((outcome, failed) -> {
            if (failed != null) {
                LOG.error("endpoint {}: an event could not be kept: {}", endpoint.name(), failed.toString());
                return Acknowledgement.UNAVAILABLE;
            }
            return outcome == Inbox.Outcome.STORED ? Acknowledgement.ACCEPTED : Acknowledgement.DUPLICATE;
        });
    }

    private static CompletionStage<Acknowledgement> broken(Endpoint endpoint, String how) {
        LOG.error("endpoint {}: {}", endpoint.name(), how);
        return CompletableFuture.completedStage(Acknowledgement.UNAVAILABLE);
    }

    /** Takes no more, lets handlers finish within the grace period, then closes the inbox. May be called twice. */
    @Override
    public void close() {
        if (open) {
            open = false;
            dispatcher.close(grace);
            refusals.close();
            inbox.close();
        }
    }

    /** Collects endpoints and handlers. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        private final List<Registration> handlers = new ArrayList<>();
        private @Nullable Inbox inbox;
        private RetryPolicy retries = RetryPolicy.STANDARD;
        private InstantSource clock = InstantSource.system();
        private Duration lease = Duration.ofMinutes(5);
        private Duration poll = Duration.ofSeconds(1);
        private Duration grace = Duration.ofSeconds(30);
        private int concurrency = 8;

        private Builder() {}

        /** Adds an endpoint whose claims, if it takes any, stay claims. */
        public Builder endpoint(String name, WebhookProvider provider, TrustPolicy trust) {
            return add(Endpoint.of(name, provider, trust, null));
        }

        /** Adds an endpoint whose vendor can be asked, with {@code account}, whether a claim is true. */
        public Builder endpoint(String name, WebhookProvider provider, TrustPolicy trust, VendorAccount account) {
            return add(Endpoint.of(name, provider, trust, account));
        }

        private Builder add(Endpoint endpoint) {
            if (endpoints.putIfAbsent(endpoint.name(), endpoint) != null) {
                throw new IllegalArgumentException("two endpoints are called '" + endpoint.name() + "'");
            }
            return this;
        }

        /** Where events are kept; closed with the receiver. */
        public Builder inbox(Inbox where) {
            this.inbox = where;
            return this;
        }

        /** Calls {@code handler} for jobs that came to {@code state}, as far as that is signed or confirmed. */
        public Builder on(JobState state, EventHandler.Simple handler) {
            return on(EventFilter.any().inState(state), handler);
        }

        /** Calls {@code handler} for the events that {@code filter} lets through. */
        public Builder on(EventFilter filter, EventHandler.Simple handler) {
            Objects.requireNonNull(handler, "handler");
            return on(filter, (event, handling) -> handler.handle(event));
        }

        /** Calls {@code handler} for the events that {@code filter} lets through. Handlers run in the order added. */
        public Builder on(EventFilter filter, EventHandler handler) {
            handlers.add(new Registration(Objects.requireNonNull(filter), Objects.requireNonNull(handler)));
            return this;
        }

        /** When a handler that threw is called again; {@link RetryPolicy#STANDARD} unless said otherwise. */
        public Builder retries(RetryPolicy policy) {
            this.retries = policy;
            return this;
        }

        /** How many events are handled at once; 8 unless said otherwise. */
        public Builder concurrency(int events) {
            if (events < 1) {
                throw new IllegalArgumentException("concurrency must be at least 1: " + events);
            }
            this.concurrency = events;
            return this;
        }

        /** How long {@link WebhookReceiver#close()} waits for handlers; 30 s unless said otherwise. */
        public Builder grace(Duration period) {
            this.grace = period;
            return this;
        }

        /** How often the inbox is looked at when nothing says that it has news; 1 s unless said otherwise. */
        public Builder pollInterval(Duration interval) {
            this.poll = interval;
            return this;
        }

        /** What time it is, for retries; the system's unless said otherwise. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /**
         * Starts receiving.
         *
         * @throws IllegalStateException if there is no endpoint or no inbox
         */
        public WebhookReceiver build() {
            if (endpoints.isEmpty() || inbox == null) {
                throw new IllegalStateException("a receiver needs an inbox and at least one endpoint");
            }
            var receiver = new WebhookReceiver(this, inbox);
            receiver.dispatcher.start();
            return receiver;
        }
    }
}
