package dev.anyhook.simulators;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Carries deliveries over HTTP: one POST each, redirects not followed, the answer's body thrown away. */
final class Postman {
    private static final String NOWHERE = "nowhere to deliver: deliverVia was not called";
    private static final String UNSENDABLE = "not sendable over HTTP";
    private static final String CUT_OFF = "the receiver is cut off";
    private static final String LOST = "lost on its way";
    private static final String UNANSWERED = "the answer was lost";

    /** The failures after which the receiver cannot have seen anything. */
    static final Set<String> NEVER_ARRIVED =
            Set.of(NOWHERE, UNSENDABLE, CUT_OFF, LOST, ConnectException.class.getSimpleName());

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile @Nullable URI origin;
    private volatile boolean cutOff;
    private volatile Duration timeout = Duration.ofSeconds(15);

    void deliverVia(URI to) {
        boolean bare = (to.getRawPath() == null || to.getRawPath().matches("/?"))
                && to.getRawQuery() == null
                && to.getRawFragment() == null
                && to.getRawUserInfo() == null;
        boolean http = "http".equalsIgnoreCase(to.getScheme()) || "https".equalsIgnoreCase(to.getScheme());
        if (!http || !bare || to.getHost() == null) {
            throw new IllegalArgumentException("an origin is http(s)://host[:port] and nothing more");
        }
        this.origin = URI.create(to.getScheme() + "://" + to.getRawAuthority());
    }

    void timeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a time-out is positive, not " + limit);
        }
        this.timeout = limit;
    }

    void cutOff(boolean now) {
        this.cutOff = now;
    }

    /** Carries {@code delivery} as far as {@code passage} lets it and its answer come. */
    Outcome carry(SentDelivery delivery, Mischief.Passage passage) {
        if (cutOff) {
            return Outcome.failed(CUT_OFF);
        }
        if (passage == Mischief.Passage.LOST) {
            return Outcome.failed(LOST);
        }
        Outcome outcome = post(delivery);
        boolean unheard = passage == Mischief.Passage.UNANSWERED && outcome.status() != null;
        return unheard ? Outcome.failed(UNANSWERED) : outcome;
    }

    private Outcome post(SentDelivery delivery) {
        URI to = origin;
        if (to == null) {
            return Outcome.failed(NOWHERE);
        }
        Duration limit = timeout;
        CompletableFuture<HttpResponse<Void>> answer;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to + delivery.target()))
                    .POST(BodyPublishers.ofByteArray(delivery.body()));
            delivery.headers().forEach(request::header);
            answer = client.sendAsync(request.build(), BodyHandlers.discarding());
        } catch (IllegalArgumentException unsendable) {
            return Outcome.failed(UNSENDABLE);
        }
        try {
            return Outcome.answered(
                    answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException tooSlow) {
            answer.cancel(true);
            return Outcome.failed("no answer within " + limit);
        } catch (ExecutionException broken) {
            Throwable cause = broken.getCause() == null ? broken : broken.getCause();
            return Outcome.failed(cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Outcome.failed("interrupted");
        }
    }

    /** What came of a POST: a status or the reason why there is none. */
    record Outcome(@Nullable Integer status, @Nullable String failure) {
        static Outcome answered(int status) {
            return new Outcome(status, null);
        }

        static Outcome failed(String why) {
            return new Outcome(null, why);
        }
    }
}
