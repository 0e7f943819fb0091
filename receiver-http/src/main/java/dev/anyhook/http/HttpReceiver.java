package dev.anyhook.http;

import dev.anyhook.receiver.WebhookReceiver;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that takes deliveries at {@code POST /webhooks/{endpoint}[/{token}]} and tells at {@code GET /healthz}
 * and {@code GET /readyz} how it is. Safe for any number of threads.
 *
 * <p>It does not own the receiver: close this first and the receiver afterwards, so that what was taken is kept.
 * {@code try (receiver; var http = HttpReceiver.start(receiver, 8080))} does so.
 */
public final class HttpReceiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReceiver.class);
    private static final Duration TO_STOP = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final OpenChannels open;
    private final HttpOptions options;
    private final Load load;
    private final int port;
    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final CountDownLatch closed = new CountDownLatch(1);

    private HttpReceiver(Vertx vertx, OpenChannels open, HttpOptions options, Load load, int port) {
        this.vertx = vertx;
        this.open = open;
        this.options = options;
        this.load = load;
        this.port = port;
    }

    /** Listens at {@code port} of 127.0.0.1; 0 is any port that is free. */
    public static HttpReceiver start(WebhookReceiver receiver, int port) {
        return start(receiver, HttpOptions.defaults().withPort(port));
    }

    /**
     * Listens as {@code options} say.
     *
     * @throws java.io.UncheckedIOException if it cannot listen there
     */
    public static HttpReceiver start(WebhookReceiver receiver, HttpOptions options) {
        Objects.requireNonNull(receiver, "receiver");
        Objects.requireNonNull(options, "options");
        var warnings = new Warnings();
        var load = new Load(options.limits(), warnings);
        var open = new OpenChannels();
        Vertx vertx = Loops.create(options, new PacedTransport(warnings, open));
        try {
            int port = Loops.listen(
                    vertx, options, places -> new Door(vertx, receiver, options, load, warnings, open, places));
            return new HttpReceiver(vertx, open, options, load, port);
        } catch (RuntimeException failed) {
            Loops.close(vertx, open, TO_STOP);
            throw failed;
        }
    }

    /** The port it listens at. */
    public int port() {
        return port;
    }

    /** How many connections have brought something that is not read until what they brought before is answered. */
    long heldBack() {
        return open.heldBack();
    }

    /** Where it listens, without a path. */
    public URI uri() {
        boolean bare = options.host().contains(":") && !options.host().startsWith("[");
        String host = bare ? "[" + options.host() + "]" : options.host();
        return URI.create("http://" + host + ":" + port);
    }

    /**
     * Takes nothing more: requests are answered 503 from now on, the deliveries in flight are finished within the grace
     * period, then every connection is closed. May be called by any number of threads, all of which wait.
     */
    @Override
    public void close() {
        if (!isOpen.compareAndSet(true, false)) {
            awaitShutDown();
            return;
        }
        try {
            shutDown();
        } finally {
            closed.countDown();
        }
    }

    private void awaitShutDown() {
        try {
            closed.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown() {
        Duration grace = options.timeouts().grace();
        try {
            if (!load.drain(grace)) {
                LOG.warn("deliveries are still in flight after {}; closing their connections", grace);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Loops.close(vertx, open, TO_STOP);
    }
}
