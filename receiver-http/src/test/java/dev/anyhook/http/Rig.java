package dev.anyhook.http;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.WebhookReceiver;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** A receiver behind HTTP: {@code signed} takes signatures, {@code tokened} a URL token. */
final class Rig implements AutoCloseable {
    static final String TOKEN = "token-that-nobody-guesses";

    final SigningVendor vendor = new SigningVendor();
    final WebhookReceiver receiver;
    final HttpReceiver http;
    private final Queue<Wire> wires = new ConcurrentLinkedQueue<>();

    private Rig(Inbox inbox, HttpOptions options) {
        this.receiver = WebhookReceiver.builder()
                .endpoint("signed", vendor, SigningVendor.trust())
                .endpoint("tokened", vendor, TrustPolicy.urlToken(Secret.of(TOKEN)))
                .inbox(inbox)
                .grace(Duration.ofSeconds(1))
                .build();
        this.http = HttpReceiver.start(receiver, options);
    }

    static Rig start() {
        return start(options -> options);
    }

    static Rig start(UnaryOperator<HttpOptions> options) {
        return start(InMemoryInbox.create(), options);
    }

    static Rig start(Inbox inbox, UnaryOperator<HttpOptions> options) {
        return new Rig(inbox, options.apply(HttpOptions.defaults().withClock(InstantSource.fixed(SigningVendor.NOW))));
    }

    static UnaryOperator<HttpOptions> limits(UnaryOperator<HttpLimits> change) {
        return options -> options.withLimits(change.apply(options.limits()));
    }

    static UnaryOperator<HttpOptions> timeouts(UnaryOperator<HttpTimeouts> change) {
        return options -> options.withTimeouts(change.apply(options.timeouts()));
    }

    /** A connection of the test's own, which closes before the server does at the latest. */
    Wire wire() throws IOException {
        Wire wire = Wire.to(http);
        wires.add(wire);
        return wire;
    }

    /** The answer to {@code request} on a connection of its own. */
    Reply ask(String request) throws IOException {
        try (Wire wire = Wire.to(http)) {
            return wire.send(request).read();
        }
    }

    @Override
    public void close() {
        wires.forEach(Wire::close);
        http.close();
        receiver.close();
    }
}
