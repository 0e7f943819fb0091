package dev.anyhook.e2e;

import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import dev.anyhook.http.HttpOptions;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.WebhookReceiver;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A service as a user would write it: an HTTP receiver, and one handler that remembers what it was given. */
final class Application implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<Handled> handled = new LinkedBlockingQueue<>();
    private final WebhookReceiver receiver;
    private final HttpReceiver http;

    Application(Inbox inbox, InstantSource clock, Consumer<WebhookReceiver.Builder> endpoints) {
        var builder = WebhookReceiver.builder()
                .inbox(inbox)
                .clock(clock)
                .pollInterval(Duration.ofMillis(10))
                .on(EventFilter.any(), (event, handling) -> handled.add(new Handled(event, handling.trust())));
        endpoints.accept(builder);
        this.receiver = builder.build();
        this.http =
                HttpReceiver.start(receiver, HttpOptions.defaults().withPort(0).withClock(clock));
    }

    URI uri() {
        return http.uri();
    }

    Handled next() throws InterruptedException {
        Handled next = handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the handler was not called");
        }
        return next;
    }

    /** Closes, and gives what the handler saw that nobody asked for. */
    List<Handled> closeAndDrain() {
        close();
        var rest = new ArrayList<Handled>();
        handled.drainTo(rest);
        return rest;
    }

    @Override
    public void close() {
        http.close();
        receiver.close();
    }

    record Handled(WebhookEvent event, Trust trust) {}
}
