package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What befalls a vendor's deliveries and its API on a bad day, beyond a single delivery's misbehaviour. */
class TroublesTest {
    private static final Instant NOW = Instant.parse("2026-01-28T12:34:56Z");
    private static final URI HOOK = URI.create("https://hooks.example.com/hook");

    private final MovableClock clock = MovableClock.startingAt(NOW);
    private final DiffioSimulator diffio = DiffioSimulator.start(clock);
    private final NexioSimulator nexio = NexioSimulator.start(clock);
    private final SiviSimulator sivi = SiviSimulator.start(clock);
    private final LoopbackReceiver receiver = new LoopbackReceiver();
    private final Deliveries deliveries = diffio.deliveries();

    TroublesTest() throws IOException {}

    @BeforeEach
    void register() {
        vendors().forEach(vendor -> vendor.deliverVia(receiver.origin()));
        diffio.register(HOOK);
        nexio.register(HOOK);
        sivi.register(HOOK);
    }

    @AfterEach
    void close() {
        vendors().forEach(VendorSimulator::close);
        receiver.close();
    }

    @Test
    void aLostDeliveryIsRetriedByVendorsThatRetry() {
        vendors().forEach(vendor -> {
            String job = vendor.submit();
            vendor.deliveries().lose();
            vendor.moveTo(job, "failed");
        });
        int before = receiver.received().size();
        clock.advance(Duration.ofSeconds(10));

        assertThat(before).as("only Diffio's start").isEqualTo(1);
        assertThat(diffio.deliveries().deliverDue()).isEqualTo(1);
        assertThat(nexio.deliveries().deliverDue()).isEqualTo(1);
        assertThat(sivi.deliveries().deliverDue()).isZero();
        assertThat(sivi.deliveries().attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.failure()).isEqualTo("lost on its way");
            assertThat(attempt.mayHaveArrived()).isFalse();
        });
    }

    @Test
    void aLostAnswerBringsTheSameEventSignedAnew() {
        deliveries.loseAnswer();
        diffio.submit();
        clock.advance(Duration.ofSeconds(5));
        deliveries.deliverDue();

        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("svix-timestamp"))
                .containsExactly(seconds(NOW), seconds(NOW.plusSeconds(5)));
        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("svix-id"))
                .containsOnly(deliveries.last().id());
        assertThat(deliveries.attempts().get(0)).satisfies(attempt -> {
            assertThat(attempt.failure()).isEqualTo("the answer was lost");
            assertThat(attempt.mayHaveArrived()).isTrue();
        });
    }

    @Test
    void aDeliveryIsMisdatedOnceAndStillSigned() {
        receiver.answer(401);
        deliveries.misdate(Duration.ofMinutes(-30));
        diffio.submit();
        clock.advance(Duration.ofSeconds(5));
        deliveries.deliverDue();

        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("svix-timestamp"))
                .containsExactly(seconds(NOW.minusSeconds(1800)), seconds(NOW.plusSeconds(5)));
        assertThat(deliveries.attempts()).allMatch(attempt -> attempt.sent().isGenuine());
    }

    @Test
    void nothingReachesAReceiverThatIsCutOff() {
        deliveries.cutOff();
        diffio.submit();
        assertThat(receiver.received()).isEmpty();
        assertThat(deliveries.attempts()).noneMatch(Attempt::mayHaveArrived);

        deliveries.reconnect();
        clock.advance(Duration.ofSeconds(5));

        assertThat(deliveries.deliverDue()).isEqualTo(1);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aSilentVendorSendsNothingAndItsRetriesWait() {
        receiver.answer(500);
        String job = diffio.submit();
        deliveries.goSilent();
        diffio.moveTo(job, "completed");
        clock.advance(Duration.ofMinutes(1));

        assertThat(deliveries.nextDue()).isEmpty();
        assertThat(deliveries.deliverDue()).isZero();

        deliveries.speak();

        assertThat(deliveries.deliverDue()).isEqualTo(1);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received()).allMatch(delivery -> delivery.body().contains("generation.queued"));
    }

    @Test
    void whatIsReleasedInSilenceIsLost() {
        deliveries.hold();
        diffio.submit();
        deliveries.goSilent();
        deliveries.release();
        deliveries.speak();

        assertThat(receiver.received()).isEmpty();
        assertThat(deliveries.nextDue()).isEmpty();
    }

    @Test
    void aVendorThatBehavesForgetsWhatWasAskedOfIt() {
        deliveries.repeat(3);
        deliveries.hold();
        diffio.submit();
        deliveries.drop(5);
        deliveries.cutOff();
        deliveries.goSilent();

        deliveries.behave();
        diffio.submit();

        assertThat(receiver.received()).hasSize(1);
        deliveries.release();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void attemptsAreForgottenOnRequest() {
        diffio.submit();
        deliveries.forget();

        assertThat(deliveries.attempts()).isEmpty();
        assertThatIllegalStateException().isThrownBy(deliveries::last);
    }

    @Test
    void deliveriesAreDatedByAnotherClockWhileRetriesFollowOurs() {
        Instant elsewhere = Instant.parse("2030-01-01T00:00:00Z");
        receiver.answer(500);
        deliveries.dateBy(() -> elsewhere);
        diffio.submit();
        diffio.rotateSecret(diffio.endpointIds().get(0));
        clock.advance(Duration.ofSeconds(5));
        deliveries.deliverDue();

        assertThat(receiver.last().header("svix-timestamp")).isEqualTo(seconds(elsewhere));
        assertThat(receiver.last().header("svix-signature").split(" "))
                .as("by both secrets, whatever the date")
                .hasSize(2);
        assertThat(deliveries.attempts()).extracting(Attempt::at).containsExactly(NOW, NOW.plusSeconds(5));
    }

    @Test
    void onlyWhatTheVendorMadeIsGenuine() {
        deliveries.tamper(body -> new byte[0]);
        String job = diffio.submit();
        diffio.moveTo(job, "processing");
        deliveries.tamper(body -> body);
        diffio.moveTo(job, "completed");
        deliveries.forge(deliveries.last().withHeader("svix-id", "msg_other"));

        assertThat(deliveries.attempts())
                .extracting(attempt -> attempt.sent().isGenuine())
                .containsExactly(false, true, true, false);
        assertThat(deliveries.attempts()).extracting(Attempt::jobId).containsOnly(job);
    }

    @Test
    void anApiFailsUntilItRecovers() throws Exception {
        VendorClient client = VendorClient.of(nexio);
        nexio.failAll(503);
        nexio.failNext(429);

        assertThat(client.get("/webhooks").status()).isEqualTo(429);
        assertThat(client.get("/webhooks").status()).isEqualTo(503);
        assertThat(client.get("/webhooks").status()).isEqualTo(503);

        nexio.failNext(500);
        nexio.recover();

        assertThat(client.get("/webhooks").status()).isEqualTo(200);
    }

    @Test
    void jobsAreToldInTheVendorsWordsWhateverTheApiTells() {
        String generation = diffio.submit();
        diffio.moveTo(generation, "error");
        diffio.readsAs(generation, "complete");
        String run = nexio.submit();
        nexio.moveTo(run, "degraded");
        String design = sivi.submit();

        assertThat(diffio.jobs()).isEqualTo(Map.of(generation, "failed"));
        assertThat(nexio.jobs()).isEqualTo(Map.of(run, "degraded"));
        assertThat(sivi.jobs()).isEqualTo(Map.of(design, "pending"));
    }

    @Test
    void endpointsAreRegisteredForEveryEventAndTellTheirSecret() {
        assertThat(diffio.register(HOOK))
                .isEqualTo(diffio.secretFromPortal(diffio.endpointIds().get(1)));
        assertThat(nexio.register(HOOK))
                .isEqualTo(nexio.secretOf(nexio.endpointIds().get(1)));
        assertThat(sivi.registeredUrl()).hasValue(HOOK);
        assertThat(nexio.rotateSecret(nexio.endpointIds().get(0)))
                .isEqualTo(nexio.secretOf(nexio.endpointIds().get(0)));
    }

    @Test
    void onlyUrlsThatTheVendorTakesAreRegistered() {
        URI plain = URI.create("http://127.0.0.1:8080/hook");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> diffio.register(plain))
                .withMessageContaining("deliverVia");
        assertThatIllegalArgumentException().isThrownBy(() -> nexio.register(plain));
        assertThatIllegalArgumentException().isThrownBy(() -> sivi.register(URI.create("/hook")));
        for (int more = 1; more < 10; more++) {
            nexio.register(HOOK);
        }
        assertThatIllegalStateException().isThrownBy(() -> nexio.register(HOOK)).withMessageContaining("10");
    }

    private List<VendorSimulator> vendors() {
        return List.of(diffio, nexio, sivi);
    }

    private static String seconds(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }
}
