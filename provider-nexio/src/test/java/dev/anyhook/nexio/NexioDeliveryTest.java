package dev.anyhook.nexio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import dev.anyhook.simulators.MovableClock;
import dev.anyhook.simulators.NexioKeyReading;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.Listener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From configuring to the event: what the simulator sends over HTTP is believed with the secret that it showed. */
final class NexioDeliveryTest {
    private static final Secret TOKEN = Secret.of("token_live_123");

    private final MovableClock clock = MovableClock.startingAt(Instant.parse("2026-11-01T12:00:00Z"));
    private final NexioSimulator nexio = NexioSimulator.start(clock, "staging_2");
    private final Listener listener = Listener.start("nexio", clock);
    private final VendorAccount account =
            VendorAccount.of(Secret.of(nexio.apiKey())).at(nexio.api());
    private final Deque<Secret> kept = new ArrayDeque<>();

    private String endpointId;

    @BeforeEach
    void configure() {
        nexio.deliverVia(listener.origin());
        new NexioWebhooks()
                .configure(EndpointRequest.to(Api.URL).withBearer(TOKEN).withSecretSink(this::keep), account);
    }

    private void keep(String id, Secret secret) {
        endpointId = id;
        kept.addFirst(secret);
    }

    @AfterEach
    void close() {
        nexio.close();
        listener.close();
    }

    private RawDelivery delivered(String word) throws InterruptedException {
        nexio.moveTo(nexio.submit(), word);
        return listener.next();
    }

    private static VerificationResult verdict(RawDelivery delivery, Secret... secrets) {
        return new NexioWebhooks()
                .verify(delivery, TrustPolicy.signedWith(secrets).andBearer(TOKEN));
    }

    @ParameterizedTest
    @CsvSource({"completed, run.completed, SUCCEEDED", "degraded, run.completed, DEGRADED", "failed, run.failed, FAILED"
    })
    void believesWhatItsOwnEndpointSends(String word, String type, JobState state) throws InterruptedException {
        RawDelivery delivery = delivered(word);

        assertThat(delivery.target()).hasPath(Api.URL.getPath());
        assertThat(verdict(delivery, kept.getFirst())).isInstanceOfSatisfying(Verified.class, verified -> {
            WebhookEvent event = verified.event();
            assertThat(event.type()).isEqualTo(type);
            assertThat(event.job().state()).isEqualTo(state);
            assertThat(event.job().vendorState()).isEqualTo(word);
            assertThat(event.id())
                    .isNotEqualTo(
                            delivery.headers().firstValue("X-Nexio-Delivery").orElseThrow());
        });
        assertThat(verdict(delivery, Secret.of(Fixture.SECRET)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    void understandsTheOlderNames() throws InterruptedException {
        nexio.eventNames(true);
        RawDelivery delivery = delivered("failed");

        assertThat(verdict(delivery, kept.getFirst())).isInstanceOfSatisfying(Verified.class, verified -> {
            assertThat(verified.event().type()).isEqualTo("evaluation.failed");
            assertThat(verified.event().job().state()).isEqualTo(JobState.FAILED);
        });
    }

    @ParameterizedTest
    @EnumSource(NexioKeyReading.class)
    void readsTheSecretAsNexioDoes(NexioKeyReading reading) throws InterruptedException {
        nexio.keyReading(reading);
        RawDelivery delivery = delivered("completed");

        for (KeyEncoding encoding : KeyEncoding.values()) {
            TrustPolicy trust = TrustPolicy.signedWith(kept.getFirst()).withKeyEncoding(encoding);
            assertThat(new NexioWebhooks().verify(delivery, trust) instanceof Verified)
                    .as("%s read as %s", reading, encoding)
                    .isEqualTo(encoding.name().equals(reading.name()));
        }
    }

    @Test
    void believesEitherSecretForADayAfterARotation() throws InterruptedException {
        new NexioWebhooks().endpoints().orElseThrow().rotateSecret(endpointId, this::keep, account);
        Secret fresh = kept.getFirst();
        Secret old = kept.getLast();
        RawDelivery during = delivered("completed");

        assertThat(fresh).isNotEqualTo(old);
        assertThat(verdict(during, old)).isInstanceOf(Verified.class);
        assertThat(verdict(during, fresh)).isInstanceOf(Verified.class);
        assertThat(verdict(during, fresh, old))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.secretLabel()).isEqualTo("#1"));

        clock.advance(Duration.ofHours(25));
        RawDelivery after = delivered("completed");
        assertThat(verdict(after, old)).isInstanceOf(Rejected.class);
        assertThat(verdict(after, fresh, old)).isInstanceOf(Verified.class);
    }

    @Test
    void namesEveryRepetitionAlike() throws InterruptedException {
        nexio.deliveries().repeat(1);
        RawDelivery first = delivered("completed");

        assertThat(verdict(listener.next(), kept.getFirst())).isEqualTo(verdict(first, kept.getFirst()));
    }

    @Test
    void refusesWhatWasChangedOrComesTooLate() throws InterruptedException {
        RawDelivery genuine = delivered("completed");

        assertThat(verdict(genuine.withReceivedAt(clock.instant().plusSeconds(301)), kept.getFirst()))
                .isInstanceOf(Rejected.class);
        nexio.deliveries()
                .tamper(body -> new String(body, StandardCharsets.UTF_8)
                        .replace("failed", "completed")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(verdict(delivered("failed"), kept.getFirst()))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
    }
}
