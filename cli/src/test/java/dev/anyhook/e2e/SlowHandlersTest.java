package dev.anyhook.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.http.HttpOptions;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.inbox.jdbc.InboxQuery;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.RowState;
import dev.anyhook.receiver.EventHandler;
import dev.anyhook.receiver.Lease;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import dev.anyhook.spi.WebhookProviders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handlers that hang, in front of an inbox on disk: they cost nobody else anything, and lose nothing when it stops. */
@Timeout(120)
class SlowHandlersTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int SLOTS = 4;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch never = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> handled = new LinkedBlockingQueue<>();
    private JdbcInbox inbox;

    @BeforeEach
    void open() {
        inbox = JdbcInbox.sqlite(directory.resolve("inbox.db"));
    }

    @Test
    void answersAtOnceThoughEveryHandlerHangs() throws Exception {
        var begun = new CountDownLatch(SLOTS);
        try (WebhookReceiver receiver = receiver(event -> {
                    begun.countDown();
                    never.await();
                });
                HttpReceiver http = start(receiver)) {
            for (int i = 0; i < SLOTS; i++) {
                assertThat(deliver(http.uri())).isEqualTo(200);
            }
            begun.await();

            for (int i = 0; i < 50; i++) {
                assertThat(deliver(http.uri())).isEqualTo(200);
            }
        }
        assertThat(stillPending()).hasSize(SLOTS + 50);
    }

    @Test
    void handlesTheOthersThoughOneHandlerHangsAndHandsThatOutAgainAfterwards() throws Exception {
        var first = new CompletableFuture<String>();
        try (WebhookReceiver receiver = receiver(event -> {
                    if (first.complete(event.id())) {
                        never.await();
                    }
                    handled.add(event.id());
                });
                HttpReceiver http = start(receiver)) {
            deliver(http.uri());
            first.get(20, TimeUnit.SECONDS);
            for (int i = 0; i < 20; i++) {
                assertThat(deliver(http.uri())).isEqualTo(200);
                assertThat(handled.poll(20, TimeUnit.SECONDS)).isNotNull().isNotEqualTo(first.join());
            }
        }
        assertThat(stillPending()).containsExactly(first.join());
        try (JdbcInbox reopened = JdbcInbox.sqlite(directory.resolve("inbox.db"))) {
            List<Lease> leases = reopened.claim(10, Instant.now(), Duration.ofMinutes(1));
            assertThat(leases).hasSize(1);
            assertThat(leases.get(0).attempt()).as("handed back, not counted").isOne();
        }
    }

    @Test
    void takesNoSecondSlotForWhatHangsLongerThanItsLease() throws Exception {
        var hung = new AtomicInteger();
        var first = new CompletableFuture<String>();
        try (WebhookReceiver receiver = builder(event -> {
                            if (first.complete(event.id()) || first.join().equals(event.id())) {
                                hung.incrementAndGet();
                                never.await();
                            }
                            handled.add(event.id());
                        })
                        .concurrency(2)
                        .lease(Duration.ofSeconds(1))
                        .longestHandling(Duration.ofSeconds(1))
                        .pollInterval(Duration.ofMillis(50))
                        .build();
                HttpReceiver http = start(receiver)) {
            deliver(http.uri());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!lastErrors().contains("its handlers still run under an earlier lease")) {
                assertThat(System.nanoTime()).as("the lease ends in time").isLessThan(end);
            }
            deliver(http.uri());
            assertThat(handled.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(hung).hasValue(1);
        }
    }

    private Set<String> lastErrors() {
        Set<String> errors = new HashSet<>();
        inbox.list(InboxQuery.all(), entry -> errors.add(String.valueOf(entry.lastError())));
        return errors;
    }

    private int deliver(URI server) throws IOException, InterruptedException {
        SampleDelivery sample = Samples.diffio("generation.completed", SECRET, Instant.now());
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/webhooks/d"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Set<String> stillPending() {
        Set<String> ids = new HashSet<>();
        try (JdbcInbox reopened = JdbcInbox.sqlite(directory.resolve("inbox.db"))) {
            reopened.list(
                    InboxQuery.all().inState(RowState.PENDING),
                    entry -> ids.add(entry.incoming().event().id()));
        }
        return ids;
    }

    private WebhookReceiver receiver(EventHandler.Simple handler) {
        return builder(handler).build();
    }

    private WebhookReceiver.Builder builder(EventHandler.Simple handler) {
        return WebhookReceiver.builder()
                .endpoint("d", WebhookProviders.load("diffio"), TrustPolicy.signedWith(Secret.of(SECRET)))
                .inbox(inbox)
                .concurrency(SLOTS)
                .grace(Duration.ofMillis(200))
                .on(JobState.SUCCEEDED, handler);
    }

    private static HttpReceiver start(WebhookReceiver receiver) {
        return HttpReceiver.start(receiver, HttpOptions.defaults().withPort(0));
    }
}
