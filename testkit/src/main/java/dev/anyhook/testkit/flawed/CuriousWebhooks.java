package dev.anyhook.testkit.flawed;

import dev.anyhook.RawDelivery;
import java.time.Instant;

/** Looks at the clock of the machine as well, which no verdict of today shows. */
final class CuriousWebhooks extends AcmeWebhooks {
    private static final Instant END = Instant.parse("2999-01-01T00:00:00Z");

    CuriousWebhooks() {
        super(new AcmeSignature() {
            @Override
            Instant now(RawDelivery delivery) {
                return Instant.now().isAfter(END) ? END : super.now(delivery);
            }
        });
    }
}
