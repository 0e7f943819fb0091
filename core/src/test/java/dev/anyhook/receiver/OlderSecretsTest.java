package dev.anyhook.receiver;

import static dev.anyhook.receiver.Receivers.SIGNED;
import static dev.anyhook.receiver.Receivers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** While a secret is rotated, the log says for how long the vendor signs with the older one. */
class OlderSecretsTest {
    private static final String STILL_USED = "which is not the newest: the vendor still uses it";
    private static final Secret OLDER = Secret.labelled("spring", "canary-of-the-older-secret");

    private final MovableClock clock = new MovableClock();
    private int count;

    @Test
    void areToldOfOnceAnHour() {
        try (LogBook logs = LogBook.open();
                var receiver = receiver(Deliveries.SECRET, OLDER)) {
            deliver(receiver, Deliveries.SECRET, Duration.ZERO);
            assertThat(logs.with(STILL_USED)).isEmpty();

            deliver(receiver, OLDER, Duration.ZERO);
            deliver(receiver, OLDER, Duration.ofMinutes(59));
            assertThat(logs.with(STILL_USED)).singleElement().satisfies(line -> {
                assertThat(line.level()).isEqualTo(Level.INFO);
                assertThat(line.text())
                        .isEqualTo("endpoint acme-live: a delivery was signed with the secret spring, " + STILL_USED);
            });

            deliver(receiver, OLDER, Duration.ofMinutes(1));
            assertThat(logs.with(STILL_USED)).hasSize(2);
            assertThat(logs.everything()).doesNotContain(OLDER.reveal(), Deliveries.SECRET.reveal());
        }
    }

    @Test
    void areCalledByTheirPlaceUnlessTheyHaveNames() {
        try (LogBook logs = LogBook.open();
                var receiver = receiver(Secret.labelled("autumn", "the newest"), Deliveries.SECRET)) {
            deliver(receiver, Deliveries.SECRET, Duration.ZERO);

            assertThat(logs.with("signed with the secret #2, " + STILL_USED)).hasSize(1);
        }
    }

    private WebhookReceiver receiver(Secret... secrets) {
        return WebhookReceiver.builder()
                .inbox(InMemoryInbox.create())
                .clock(clock)
                .endpoint(SIGNED, new HmacVendor(), TrustPolicy.signedWith(secrets))
                .build();
    }

    private void deliver(WebhookReceiver receiver, Secret secret, Duration later) {
        clock.move(later);
        Payload body = Payload.utf8(Deliveries.body("evt_" + ++count, "job.done", "job_" + count, "done"));
        assertThat(answer(receiver, Deliveries.signed(SIGNED, secret.toByteArray(), body, clock.instant())))
                .isEqualTo(Acknowledgement.ACCEPTED);
    }
}
