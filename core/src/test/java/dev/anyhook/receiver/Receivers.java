package dev.anyhook.receiver;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.VendorAccount;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Receivers under construction, with a short poll so that a moved clock is noticed. */
final class Receivers {
    /** The endpoint of the vendor that signs. */
    static final String SIGNED = "acme-live";
    /** The endpoint of the vendor that does not. */
    static final String CLAIMED = "hearsay-live";

    static final VendorAccount ACCOUNT = VendorAccount.of(Secret.of("canary-of-the-api-key"));

    private Receivers() {}

    static WebhookReceiver.Builder signed(Inbox inbox, MovableClock clock) {
        return common(inbox, clock).endpoint(SIGNED, new HmacVendor(), TrustPolicy.signedWith(Deliveries.SECRET));
    }

    static WebhookReceiver.Builder confirming(Inbox inbox, MovableClock clock, JobReader jobs) {
        return common(inbox, clock)
                .endpoint(CLAIMED, new ClaimingVendor(jobs), TrustPolicy.urlToken(Deliveries.TOKEN), ACCOUNT);
    }

    /** Claims come in, but there is no key to ask the vendor with. */
    static WebhookReceiver.Builder believingNobody(Inbox inbox, MovableClock clock, JobReader jobs) {
        return common(inbox, clock).endpoint(CLAIMED, new ClaimingVendor(jobs), TrustPolicy.urlToken(Deliveries.TOKEN));
    }

    private static WebhookReceiver.Builder common(Inbox inbox, MovableClock clock) {
        return WebhookReceiver.builder().inbox(inbox).clock(clock).pollInterval(Duration.ofMillis(5));
    }

    static Acknowledgement answer(WebhookReceiver receiver, RawDelivery delivery) {
        return receiver.receive(delivery)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
