package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveriesTest {
    private static final Instant NOW = Instant.parse("2026-01-28T12:34:56Z");

    private final MovableClock clock = MovableClock.startingAt(NOW);
    private final DiffioSimulator diffio = DiffioSimulator.start(clock);
    private final Deliveries deliveries = diffio.deliveries();
    private final LoopbackReceiver receiver = new LoopbackReceiver();

    DeliveriesTest() throws IOException {}

    @BeforeEach
    void configure() throws Exception {
        diffio.deliverVia(receiver.origin());
        VendorClient.of(diffio).post("/webhooks/configure", """
                {"mode":"live","url":"https://hooks.example.com/hook","eventTypes":["generation.queued",
                "generation.processing","generation.failed","generation.completed"]}""");
    }

    @AfterEach
    void close() {
        diffio.close();
        receiver.close();
    }

    @Test
    void haveBeenAnsweredWhenEmitted() {
        diffio.submit();

        assertThat(deliveries.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.status()).isEqualTo(200);
            assertThat(attempt.failure()).isNull();
            assertThat(attempt.succeeded()).isTrue();
            assertThat(attempt.at()).isEqualTo(NOW);
            assertThat(attempt.number()).isEqualTo(1);
            assertThat(attempt.repeated()).isFalse();
            assertThat(attempt.eventType()).isEqualTo("generation.queued");
            assertThat(attempt.deliveryId()).isEqualTo(receiver.last().header("svix-id"));
        });
    }

    @Test
    void areKeptBackAndReleasedInOrder() {
        deliveries.hold();
        diffio.moveTo(diffio.submit(), "completed");

        assertThat(receiver.received()).isEmpty();

        deliveries.release();

        assertThat(types()).containsExactly("generation.queued", "generation.completed");
        diffio.submit();
        assertThat(types()).hasSize(3);
    }

    @Test
    void areReleasedInTheOppositeOrderAndSignedThen() {
        deliveries.hold();
        String job = diffio.submit();
        diffio.moveTo(job, "processing");
        diffio.moveTo(job, "completed");
        clock.advance(Duration.ofHours(1));

        deliveries.releaseReordered();

        assertThat(types()).containsExactly("generation.completed", "generation.processing", "generation.queued");
        assertThat(deliveries.attempts()).extracting(Attempt::at).containsOnly(NOW.plus(Duration.ofHours(1)));
        assertThat(receiver.last().header("svix-timestamp"))
                .isEqualTo(Long.toString(NOW.plusSeconds(3600).getEpochSecond()));
    }

    @Test
    void areRepeatedUnchanged() {
        deliveries.repeat(2);
        diffio.submit();
        diffio.submit();

        List<LoopbackReceiver.Received> received = receiver.received();
        assertThat(deliveries.attempts()).extracting(Attempt::repeated).containsExactly(false, true, true, false);
        assertThat(received.subList(0, 3))
                .extracting(LoopbackReceiver.Received::body)
                .containsOnly(received.get(0).body());
        assertThat(received.subList(0, 3))
                .extracting(delivery -> delivery.header("svix-signature"))
                .containsOnly(received.get(0).header("svix-signature"));
    }

    @Test
    void areDelayedByTheClock() {
        deliveries.delay(Duration.ofMinutes(10));
        String job = diffio.submit();
        diffio.moveTo(job, "processing");

        assertThat(types()).containsExactly("generation.processing");
        assertThat(deliveries.nextDue()).hasValue(NOW.plus(Duration.ofMinutes(10)));
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(deliveries.deliverDue()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(deliveries.deliverDue()).isEqualTo(1);
        assertThat(types()).containsExactly("generation.processing", "generation.queued");
    }

    @Test
    void areLostForGood() {
        deliveries.drop(2);
        String job = diffio.submit();
        diffio.moveTo(job, "processing");
        diffio.moveTo(job, "failed");
        clock.advance(Duration.ofDays(2));

        assertThat(deliveries.deliverDue()).isZero();
        assertThat(types()).containsExactly("generation.failed");
    }

    @Test
    void areTamperedWithAfterSigningOnceOnly() {
        receiver.answer(400);
        deliveries.tamper(body -> "{}".getBytes(StandardCharsets.UTF_8));
        diffio.submit();
        clock.advance(Duration.ofSeconds(5));
        deliveries.deliverDue();

        assertThat(receiver.received().get(0).body()).isEqualTo("{}");
        assertThat(receiver.last().body()).contains("generation.queued");
        assertThat(deliveries.attempts())
                .extracting(attempt -> attempt.sent().body().length)
                .containsExactly(2, deliveries.last().body().length);
    }

    @Test
    void misbehaveInSeveralWaysAtOnce() {
        deliveries.repeat(1);
        deliveries.delay(Duration.ofSeconds(1));
        deliveries.tamper(body -> new byte[0]);
        diffio.submit();
        clock.advance(Duration.ofSeconds(1));

        assertThat(deliveries.deliverDue()).isEqualTo(2);
        assertThat(receiver.received())
                .extracting(LoopbackReceiver.Received::body)
                .containsExactly("", "");
    }

    @Test
    void areReplayedWithTheirOldSignature() {
        diffio.submit();
        Attempt original = deliveries.attempts().get(0);
        clock.advance(Duration.ofDays(1));

        Attempt replayed = deliveries.replay(original);

        assertThat(replayed.repeated()).isTrue();
        assertThat(replayed.deliveryId()).isEqualTo(original.deliveryId());
        assertThat(replayed.at()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(receiver.last().header("svix-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        assertThat(receiver.last().body()).isEqualTo(receiver.received().get(0).body());
    }

    @Test
    void areTheStuffToForgeFrom() {
        diffio.submit();
        SentDelivery forged = deliveries
                .last()
                .withBody("{\"status\":\"complete\"}".getBytes(StandardCharsets.UTF_8))
                .withHeader("Svix-Id", "msg_forged")
                .withoutHeader("SVIX-TIMESTAMP")
                .withTarget("/other");

        Attempt attempt = deliveries.forge(forged);

        assertThat(attempt.succeeded()).isTrue();
        assertThat(receiver.last().target()).isEqualTo("/other");
        assertThat(receiver.last().header("svix-id")).isEqualTo("msg_forged");
        assertThat(receiver.last().header("svix-timestamp")).isNull();
        assertThat(receiver.last().body()).isEqualTo("{\"status\":\"complete\"}");
        assertThat(deliveries.last().header("SVIX-ID"))
                .hasValue(receiver.received().get(0).header("svix-id"));
    }

    @Test
    void failWhenNobodyListens() {
        receiver.close();
        diffio.submit();

        assertThat(deliveries.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.status()).isNull();
            assertThat(attempt.failure()).isEqualTo("ConnectException");
            assertThat(attempt.succeeded()).isFalse();
        });
        assertThat(deliveries.nextDue()).hasValue(NOW.plusSeconds(5));
    }

    @Test
    void failWhenTheReceiverIsTooSlow() {
        receiver.neverAnswer();
        deliveries.timeout(Duration.ofMillis(50));
        diffio.submit();

        assertThat(deliveries.attempts()).extracting(Attempt::failure).containsExactly("no answer within PT0.05S");
    }

    @Test
    void doNotFollowRedirects() {
        receiver.answer(302);
        diffio.submit();

        assertThat(receiver.received()).hasSize(1);
        assertThat(deliveries.attempts()).extracting(Attempt::status).containsExactly(302);
    }

    @Test
    void goNowhereUntilTheyAreRouted() throws Exception {
        try (var unrouted = DiffioSimulator.start(clock)) {
            VendorClient.of(unrouted).post("/webhooks/configure", """
                    {"mode":"live","url":"https://hooks.example.com","eventTypes":["generation.queued"]}""");
            unrouted.submit();

            assertThat(unrouted.deliveries().attempts())
                    .extracting(Attempt::failure)
                    .containsExactly("nowhere to deliver: deliverVia was not called");
            assertThat(unrouted.deliveries().last().target()).isEqualTo("/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://127.0.0.1", "http://127.0.0.1:80/path", "http://u@127.0.0.1", "http://127.0.0.1?q", "/x"})
    void areRoutedToOriginsAlone(String other) {
        assertThatIllegalArgumentException().isThrownBy(() -> diffio.deliverVia(URI.create(other)));
    }

    @Test
    void refuseWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> deliveries.repeat(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> deliveries.drop(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> deliveries.delay(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> deliveries.timeout(Duration.ZERO));
        assertThatIllegalStateException().isThrownBy(deliveries::last);
    }

    @Test
    void printNothingThatIsSecret() {
        diffio.submit();
        Attempt attempt = deliveries.attempts().get(0);

        assertThat(attempt.toString())
                .doesNotContain(receiver.last().header("svix-signature"))
                .doesNotContain("apiKeyId")
                .contains("generation.queued", "5 headers");
    }

    private List<String> types() {
        return receiver.received().stream()
                .map(delivery -> Json.read(delivery.body()).path("eventType").textValue())
                .toList();
    }
}
