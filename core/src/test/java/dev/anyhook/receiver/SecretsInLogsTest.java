package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.CLAIMED;
import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, nothing printed holds a secret, a signature or a body. */
class SecretsInLogsTest {
    private static final String WORDS = "canary-of-the-body";

    private final MovableClock clock = new MovableClock();

    @Test
    void holdWhenEverythingGoesWrong() throws Exception {
        var failing = new WatchedInbox() {
            @Override
            public CompletionStage<Outcome> append(IncomingEvent incoming) {
                return incoming.event().type().equals("unkept")
                        ? CompletableFuture.failedStage(new IllegalStateException("the disk is full"))
                        : super.append(incoming);
            }
        };
        var vendor = new ScriptedJobs().isDown(Duration.ZERO).knowsNoSuchJob();
        RawDelivery genuine = Deliveries.signed(
                SIGNED,
                Deliveries.SECRET,
                Payload.utf8("{\"id\":\"evt_1\",\"type\":\"ping\",\"text\":\"" + WORDS + "\"}"));
        try (LogBook logs = LogBook.open()) {
            try (var receiver = Receivers.signed(failing, clock)
                    .endpoint(
                            CLAIMED,
                            new ClaimingVendor(vendor),
                            TrustPolicy.urlToken(Deliveries.TOKEN),
                            Receivers.ACCOUNT)
                    .retries(new RetryPolicy(1, Duration.ZERO, 1, Duration.ZERO))
                    .on(EventFilter.any(), event -> {
                        throw new IOException("handling " + event + " failed");
                    })
                    .build()) {
                answer(receiver, genuine);
                failing.settled();
                answer(receiver, genuine.withBody(Payload.utf8(WORDS)));
                answer(receiver, genuine.withReceivedAt(MovableClock.START.plusSeconds(301)));
                answer(receiver, Deliveries.signed(SIGNED, Secret.of("wrong"), genuine.body()));
                answer(
                        receiver,
                        Deliveries.signed(
                                SIGNED,
                                Deliveries.SECRET,
                                Payload.utf8("{\"type\":\"unkept\",\"text\":\"" + WORDS + "\"}")));
                answer(receiver, Deliveries.claim(CLAIMED, "j1", "SUCCEEDED"));
                failing.settled();
                answer(receiver, Deliveries.to("/webhooks/" + CLAIMED + "/" + WORDS, CLAIMED, WORDS));
                answer(
                        receiver,
                        Deliveries.to(
                                "/webhooks/" + CLAIMED + "/" + Deliveries.TOKEN.reveal(),
                                CLAIMED,
                                "{\"text\":\"" + WORDS + "\"}"));
                failing.settled();
            }

            logs.await("SIGNATURE_MISMATCH", 2);
            String signature = genuine.headers().firstValue(HmacVendor.HEADER).orElseThrow();
            assertThat(logs.everything())
                    .contains("evt_1 is given up", "SIGNATURE_MISMATCH", "TIMESTAMP_TOO_OLD", "TOKEN_MISMATCH")
                    .contains("could not be kept", "the vendor answered 503", "nothing can confirm it")
                    .doesNotContain(WORDS)
                    .doesNotContain("canary-of")
                    .doesNotContain(signature.substring(signature.indexOf("v1=") + 3));
        }
    }

    @Test
    void holdNoLineThatAHandlersWordsForge() throws Exception {
        var inbox = new WatchedInbox();
        try (LogBook logs = LogBook.open()) {
            try (var receiver = Receivers.signed(inbox, clock)
                    .on(EventFilter.any(), event -> {
                        throw new IOException("no such job", new IOException("job 'x\nERROR forged'"));
                    })
                    .build()) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_1"));
                inbox.settled();
                logs.await("is not done");
            }

            assertThat(logs.everything().lines())
                    .noneMatch(line -> line.startsWith("ERROR forged"))
                    .anyMatch(line -> line.contains("job 'x ERROR forged'"));
        }
    }

    @Test
    void holdNoHostileTextThatIsLongOrBreaksLines() throws Exception {
        var inbox = new WatchedInbox();
        try (LogBook logs = LogBook.open()) {
            String job = "j".repeat(8_000);
            try (var receiver = Receivers.signed(inbox, clock).build()) {
                answer(receiver, Deliveries.signed(SIGNED, "evt_1", job, "SUCCEEDED"));
                answer(receiver, Deliveries.signed(SIGNED, "evt_2", job, "FAILED"));
                inbox.settled();
            }

            LogBook.Line contradiction = logs.await("the first counts");
            assertThat(contradiction.text()).hasSizeLessThan(300);
        }
    }
}
