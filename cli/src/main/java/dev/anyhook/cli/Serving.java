package dev.anyhook.cli;

import dev.anyhook.Trust;
import dev.anyhook.cli.config.Config;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.SinkConfig;
import dev.anyhook.http.HttpOptions;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.http.HttpTimeouts;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.WebhookReceiver;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A receiver at work: HTTP in front, an inbox between, standard output behind. */
final class Serving implements AutoCloseable {
    private static final Duration TO_FINISH_REQUESTS = Duration.ofSeconds(10);
    private static final Duration TO_GIVE_UP = Duration.ofSeconds(5);

    /** What a process that died was handing over is handed over again after so long; leases are renewed before. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    /**
     * Writing a line takes no time, so that more at once share a commit; far more would take the processors from what
     * arrives.
     */
    private static final int CONCURRENCY = 16;

    /** Two bodies at their largest, each with a copy or two, leave half of the heap to the rest. */
    private static final int BODIES_PER_HEAP = 8;

    private final HttpReceiver http;
    private final WebhookReceiver receiver;
    private final ServedInbox inbox;
    private final PrintStream err;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Serving(HttpReceiver http, WebhookReceiver receiver, ServedInbox inbox, PrintStream err) {
        this.http = http;
        this.receiver = receiver;
        this.inbox = inbox;
        this.err = err;
    }

    /** Starts, calls {@code started}, and says where it listens before any event can be written. */
    static Serving start(Config config, Shell shell, Consumer<Serving> started) throws IOException {
        insistOnRoom(config.server().maxBody(), Runtime.getRuntime().maxMemory());
        ServedInbox inbox = ServedInbox.open(config.inbox(), shell.clock());
        var sink = new StdoutSink(shell.standardOutput());
        WebhookReceiver receiver = receiver(config, inbox, sink, shell);
        synchronized (sink) {
            HttpReceiver http = http(config, receiver, shell);
            var serving = new Serving(http, receiver, inbox, shell.err());
            started.accept(serving);
            sink.say("anyhook listening on " + http.uri());
            serving.describe(config);
            return serving;
        }
    }

    /**
     * Whoever sends large bodies, which takes no secret, must not be able to end a process with a small {@code heap}.
     */
    static void insistOnRoom(int maxBody, long heap) {
        if (maxBody > heap / BODIES_PER_HEAP) {
            throw new WrongUseException(
                    "server.max-body: " + maxBody + " bytes are more than an eighth of the heap, " + heap
                            + " bytes as the JVM counts it: give it more (JDK_JAVA_OPTIONS=-Xmx...), or let bodies be"
                            + " smaller");
        }
    }

    private static WebhookReceiver receiver(Config config, ServedInbox inbox, StdoutSink sink, Shell shell) {
        WebhookReceiver.Builder builder = WebhookReceiver.builder()
                .inbox(inbox.inbox())
                .grace(TO_GIVE_UP)
                .lease(LEASE)
                .concurrency(CONCURRENCY)
                .clock(shell.clock());
        for (EndpointConfig endpoint : config.endpoints()) {
            if (endpoint.account() == null) {
                builder.endpoint(endpoint.name(), endpoint.provider(), endpoint.requiredTrust());
            } else {
                builder.endpoint(endpoint.name(), endpoint.provider(), endpoint.requiredTrust(), endpoint.account());
            }
        }
        for (SinkConfig wanted : config.sinks()) {
            builder.on(EventFilter.any().trusting(wanted.leastTrust()), sink);
        }
        return builder.build();
    }

    private static HttpReceiver http(Config config, WebhookReceiver receiver, Shell shell) {
        HttpOptions options = HttpOptions.defaults()
                .withHost(config.server().host())
                .withPort(config.server().port())
                .withMaxBody(config.server().maxBody())
                .withTimeouts(HttpTimeouts.defaults().withGrace(TO_FINISH_REQUESTS))
                .withClock(shell.clock());
        try {
            return HttpReceiver.start(receiver, options);
        } catch (RuntimeException failed) {
            receiver.close();
            throw failed;
        }
    }

    private void describe(Config config) {
        err.println(inbox.promise());
        for (EndpointConfig endpoint : config.endpoints()) {
            err.println("endpoint " + endpoint.name() + " takes "
                    + endpoint.provider().id() + " at " + Route.of(endpoint.name())
                    + (endpoint.urlTokens().isEmpty() ? "" : "/[url-token]"));
            boolean passedOn = endpoint.requiredTrust().acceptsUnsigned()
                    && config.sinks().stream().anyMatch(sink -> sink.leastTrust() == Trust.CLAIMED);
            if (passedOn // If not, the receiver says so.
                    && (endpoint.account() == null || endpoint.provider().jobs().isEmpty())) {
                err.println("warning: endpoint " + endpoint.name()
                        + " takes claims, and nothing can confirm them; add an api-key");
            }
        }
    }

    URI uri() {
        return http.uri();
    }

    /**
     * Takes no more and finishes what it has. What is kept in memory is handed over as far as time allows; what is on
     * disk stays there for the next start.
     */
    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            awaitStop();
            return;
        }
        try {
            stop();
        } finally {
            stopped.countDown();
        }
    }

    private void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        err.println("stopping: no more deliveries are taken");
        http.close();
        inbox.finish(err);
        receiver.close();
        err.println("stopped");
    }
}
