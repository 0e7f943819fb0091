package dev.anyhook.receiver;

import dev.anyhook.JobState;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries for any number of named endpoints: verifies, keeps, acknowledges, and has handlers called
 * afterwards. Works from {@link Builder#build()} until {@link #close()}; safe for any number of threads.
 */
public final class WebhookReceiver implements AutoCloseable {
    private final Map<String, Endpoint> endpoints;
    private final Inbox inbox;
    private final Intake intake;
    private final Dispatcher dispatcher;
    private final Duration grace;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final CountDownLatch closed = new CountDownLatch(1);

    private WebhookReceiver(Builder builder, Inbox inbox) {
        this.endpoints = Map.copyOf(builder.endpoints);
        this.inbox = inbox;
        this.grace = builder.grace;
        var observation = new Observation(builder.observer, builder.clock);
        this.intake = new Intake(endpoints, builder.patience, builder.clock, observation);
        var confirmation = new Confirmation(endpoints, builder.clock);
        var worker = new Worker(
                inbox,
                confirmation,
                List.copyOf(builder.handlers),
                builder.policies(),
                builder.clock,
                new Reports(builder.clock, observation));
        var slots = new Slots(builder.concurrency, builder.confirmations);
        this.dispatcher =
                new Dispatcher(inbox, worker, builder.clock, builder.lease, builder.longest, builder.poll, slots);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Refuses what no endpoint can be called; a name ends a URL.
     *
     * @throws IllegalArgumentException if {@code name} is not of 1 to 64 letters, digits, dots, dashes and underscores,
     *     of which the first is a letter or a digit
     */
    public static void checkEndpointName(String name) {
        Endpoint.checkName(name);
    }

    /** The names of the endpoints. */
    public Set<String> endpoints() {
        return endpoints.keySet();
    }

    /** Whether deliveries are taken at present. */
    public boolean isOpen() {
        return open.get();
    }

    /** Whether the URL of {@code endpoint} goes on after its name with a token; false if there is no such endpoint. */
    public boolean takesUrlToken(String endpoint) {
        Endpoint known = endpoints.get(endpoint);
        return known != null && known.urlToken() != null;
    }

    /**
     * Whether an endpoint listens at {@code target}, which can be known before a body is read. A wrong URL token is
     * logged here; an unknown endpoint is not, since strangers knock on all doors.
     */
    public boolean listensAt(String endpoint, URI target) {
        return intake.listening(endpoint, target) != null;
    }

    /**
     * Verifies and keeps a delivery. Never throws and never blocks; the stage always completes normally, on whatever
     * thread, with {@link Acknowledgement#ACCEPTED} only once the inbox has the event.
     */
    public CompletionStage<Acknowledgement> receive(RawDelivery delivery) {
        return receive(delivery, inbox::append);
    }

    /**
     * Verifies and keeps a delivery for a server that has a thread for each request: blocks until the answer is known,
     * whether or not the thread is interrupted meanwhile. An inbox may use the thread to write, and then holds it, and
     * the answer, for as long as the disk takes, which {@link Builder#keepWithin} does not bound. Not for event loops.
     */
    public Acknowledgement receiveAndWait(RawDelivery delivery) {
        return receive(delivery, inbox::appendHere).toCompletableFuture().join();
    }

    private CompletionStage<Acknowledgement> receive(RawDelivery delivery, Intake.Keeping how) {
        return isOpen() ? intake.take(delivery, how) : CompletableFuture.completedStage(Acknowledgement.UNAVAILABLE);
    }

    /**
     * Takes no more, lets handlers finish within the grace period, interrupts those that do not, then closes the inbox.
     * May be called by any number of threads, all of which wait; except for a handler, which cannot wait for itself:
     * the receiver closes once it has returned.
     */
    @Override
    public void close() {
        boolean first = open.getAndSet(false);
        if (dispatcher.isInHandler()) {
            if (first) {
                new Thread(this::shutDown, "anyhook-shutdown").start();
            }
        } else if (first) {
            shutDown();
        } else {
            awaitShutDown();
        }
    }

    private void shutDown() {
        try {
            dispatcher.close(grace);
            intake.close();
        } finally {
            try {
                inbox.close();
            } finally {
                closed.countDown();
            }
        }
    }

    private void awaitShutDown() {
        try {
            closed.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Collects endpoints and handlers. Not thread-safe. Durations are a day at most; one that is longer, or too short
     * to work with, is an {@link IllegalArgumentException}, and so is a number below one.
     */
    public static final class Builder {
        private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        private final List<Registration> handlers = new ArrayList<>();
        private @Nullable Inbox inbox;
        private ReceiverObserver observer = new ReceiverObserver() {};
        private final Map<String, RetryPolicy> retriesByEndpoint = new HashMap<>();
        private RetryPolicy retries = RetryPolicy.STANDARD;
        private InstantSource clock = InstantSource.system();
        private Duration lease = Duration.ofMinutes(1);
        private Duration longest = Duration.ofHours(1);
        private Duration poll = Duration.ofSeconds(1);
        private Duration grace = Duration.ofSeconds(30);
        private Duration patience = Duration.ofSeconds(10);
        private int concurrency = 8;
        private int confirmations = 4;

        private Builder() {}

        /**
         * Adds an endpoint whose claims, if it takes any, stay claims.
         *
         * @param name up to 64 letters, digits, dots, dashes and underscores, the first a letter or a digit; it ends
         *     the URL
         * @throws IllegalArgumentException if there is one of that name, if another would believe what is for this one,
         *     or if the provider cannot work with {@code trust}
         */
        public Builder endpoint(String name, WebhookProvider provider, TrustPolicy trust) {
            return add(Endpoint.of(name, provider, trust, null));
        }

        /**
         * Adds an endpoint whose vendor can be asked, with {@code account}, whether a claim is true.
         *
         * @param name up to 64 letters, digits, dots, dashes and underscores, the first a letter or a digit; it ends
         *     the URL
         * @throws IllegalArgumentException if there is one of that name, if another would believe what is for this one,
         *     or if the provider cannot work with {@code trust} or {@code account}
         */
        public Builder endpoint(String name, WebhookProvider provider, TrustPolicy trust, VendorAccount account) {
            return add(Endpoint.of(name, provider, trust, account));
        }

        private Builder add(Endpoint endpoint) {
            if (endpoints.containsKey(endpoint.name())) {
                throw new IllegalArgumentException("two endpoints are called '" + endpoint.name() + "'");
            }
            for (Endpoint other : endpoints.values()) {
                if (endpoint.believesWhatIsFor(other)) {
                    throw new IllegalArgumentException("endpoints '" + other.name() + "' and '" + endpoint.name()
                            + "' share a signing secret: a delivery for one would be believed at the other");
                }
            }
            endpoints.put(endpoint.name(), endpoint);
            return this;
        }

        /**
         * Where events are kept: of this receiver alone, and closed with it. Several receivers that share what they
         * keep have an inbox each, over one database.
         */
        public Builder inbox(Inbox where) {
            this.inbox = Objects.requireNonNull(where, "inbox");
            return this;
        }

        /** Calls {@code handler} for jobs that came to {@code state}, as far as that is signed or confirmed. */
        public Builder on(JobState state, EventHandler.Simple handler) {
            return on(EventFilter.any().inState(state), handler);
        }

        /**
         * Calls {@code handler} for jobs that came to {@code state}, as far as that is signed or confirmed; it can ask
         * about its circumstances and have what the inbox offers.
         */
        public Builder on(JobState state, EventHandler handler) {
            return on(EventFilter.any().inState(state), handler);
        }

        /** Calls {@code handler} for the events that {@code filter} lets through. */
        public Builder on(EventFilter filter, EventHandler.Simple handler) {
            Objects.requireNonNull(handler, "handler");
            return on(filter, (event, handling) -> handler.handle(event));
        }

        /**
         * Calls {@code handler} for the events that {@code filter} lets through. The handlers of an event run in the
         * order added; when one throws, those after it are not called, and all of them are called again later.
         */
        public Builder on(EventFilter filter, EventHandler handler) {
            handlers.add(new Registration(
                    Objects.requireNonNull(filter, "filter"), Objects.requireNonNull(handler, "handler")));
            return this;
        }

        /** When a handler that threw is called again; {@link RetryPolicy#STANDARD} unless said otherwise. */
        public Builder retries(RetryPolicy policy) {
            this.retries = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** When a handler of an event of one endpoint, which need not be added yet, is called again after it threw. */
        public Builder retries(String endpoint, RetryPolicy policy) {
            Objects.requireNonNull(endpoint, "endpoint");
            retriesByEndpoint.put(endpoint, Objects.requireNonNull(policy, "policy"));
            return this;
        }

        private Function<String, RetryPolicy> policies() {
            Map<String, RetryPolicy> own = Map.copyOf(retriesByEndpoint);
            RetryPolicy others = retries;
            return endpoint -> own.getOrDefault(endpoint, others);
        }

        /** How many events are handled at once; 8 unless said otherwise. Each is handled on a platform thread. */
        public Builder concurrency(int events) {
            this.concurrency = atLeastOne("concurrency", events);
            return this;
        }

        /**
         * How many claims are worked on at once, each of which may wait for a vendor's API: 4 unless said otherwise,
         * however many events are handled at once, and no more than half of those, or one.
         */
        public Builder confirmations(int claims) {
            this.confirmations = atLeastOne("confirmations", claims);
            return this;
        }

        private static int atLeastOne(String what, int number) {
            if (number < 1) {
                throw new IllegalArgumentException(what + " must be at least 1: " + number);
            }
            return number;
        }

        /** How long {@link WebhookReceiver#close()} waits for handlers; 30 s unless said otherwise. */
        public Builder grace(Duration period) {
            this.grace = within("grace", period, Duration.ZERO);
            return this;
        }

        /** How often the inbox is looked at when nothing says that it has news; 1 s unless said otherwise. */
        public Builder pollInterval(Duration interval) {
            this.poll = within("pollInterval", interval, Duration.ofMillis(1));
            return this;
        }

        /**
         * How long another worker leaves an entry alone after this one was last heard of; 1 min unless said otherwise.
         * A handler may take longer: leases are renewed.
         */
        public Builder lease(Duration length) {
            this.lease = within("lease", length, Duration.ofSeconds(1));
            return this;
        }

        /**
         * How long a handler may take, or a vendor to confirm a claim, before this worker no longer holds the entry; 1
         * h unless said otherwise. Nothing is interrupted: the lease is not renewed any more, so that another worker
         * may take what hangs here.
         */
        public Builder longestHandling(Duration time) {
            this.longest = within("longestHandling", time, Duration.ofSeconds(1));
            return this;
        }

        /**
         * How long the inbox may take to keep an event before the vendor is told to try again; 10 s unless said
         * otherwise. A server may tell him sooner.
         */
        public Builder keepWithin(Duration time) {
            this.patience = within("keepWithin", time, Duration.ofMillis(1));
            return this;
        }

        private static Duration within(String what, Duration duration, Duration least) {
            if (duration.compareTo(least) < 0 || duration.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(what + " must be from " + least + " to a day: " + duration);
            }
            return duration;
        }

        /**
         * What time it is, for all that happens after a delivery has come: leases, retries, confirmations, and the
         * limits of what is logged; the system's unless said otherwise. The server and the inbox have clocks of their
         * own.
         */
        public Builder clock(InstantSource source) {
            this.clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Hears of answers and of what became of events, for metrics; nobody does unless said otherwise. */
        public Builder observer(ReceiverObserver one) {
            this.observer = Objects.requireNonNull(one, "one");
            return this;
        }

        /**
         * Starts receiving. What no handler wants counts as handled; the log says so of the ends of jobs, of a receiver
         * without handlers, of an endpoint whose claims nobody confirms and no handler takes, and of a handler for an
         * endpoint that only another receiver of the same database can have.
         *
         * @throws IllegalStateException if there is no endpoint or no inbox, if the inbox has a receiver already, or if
         *     there are retries of an endpoint that is not there
         */
        public WebhookReceiver build() {
            if (endpoints.isEmpty() || inbox == null) {
                throw new IllegalStateException("a receiver needs an inbox and at least one endpoint");
            }
            if (!endpoints.keySet().containsAll(retriesByEndpoint.keySet())) {
                throw new IllegalStateException("retries are set for " + new TreeSet<>(retriesByEndpoint.keySet())
                        + ", but the endpoints are " + endpoints.keySet());
            }
            Registration.review(handlers, endpoints.values());
            var receiver = new WebhookReceiver(this, inbox);
            receiver.dispatcher.start();
            return receiver;
        }
    }
}
