package dev.anyhook.testkit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/**
 * A request that a vendor was sent.
 *
 * @param method its method
 * @param uri its target
 * @param body its body as text; empty for none
 * @param idempotent whether it carries a key that lets the vendor recognise a repetition
 */
record Asked(String method, URI uri, String body, boolean idempotent) {
    static Asked of(HttpRequest request) {
        var body = new StringBuilder();
        request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(new Collector(body)));
        boolean idempotent = request.headers().firstValue("Idempotency-Key").isPresent();
        return new Asked(request.method(), request.uri(), body.toString(), idempotent);
    }

    /** Without the body, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getPath();
    }

    private record Collector(StringBuilder text) implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            text.append(StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public void onError(Throwable thrown) {
            throw new IllegalStateException("the request has no readable body", thrown);
        }

        @Override
        public void onComplete() {}
    }
}
