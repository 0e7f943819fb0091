package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.VerificationResult.Verified;
import org.junit.jupiter.api.Test;

class VerificationResultTest {
    private static final WebhookEvent EVENT =
            new WebhookEvent(ProviderId.of("acme"), "live", "e1", "ping", null, null, Payload.empty());

    @Test
    void foldsEachCaseByItsOwnFunction() {
        assertThat(folded(new Verified(EVENT, "#1"))).isEqualTo("verified by #1");
        assertThat(folded(new Unsigned(EVENT))).isEqualTo("claim e1");
        assertThat(folded(new Rejected(Reason.HEADER_MISSING, "why"))).isEqualTo("HEADER_MISSING why");
    }

    private static String folded(VerificationResult result) {
        return result.fold(
                verified -> "verified by " + verified.secretLabel(),
                unsigned -> "claim " + unsigned.claim().id(),
                rejected -> rejected.reason() + " " + rejected.detail());
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Verified(null, "#1"))
                .withMessage("event");
        assertThatNullPointerException()
                .isThrownBy(() -> new Verified(EVENT, null))
                .withMessage("secretLabel");
        assertThatNullPointerException().isThrownBy(() -> new Unsigned(null)).withMessage("claim");
        assertThatNullPointerException()
                .isThrownBy(() -> new Rejected(null, "why"))
                .withMessage("reason");
        assertThatNullPointerException()
                .isThrownBy(() -> new Rejected(Reason.HEADER_MISSING, null))
                .withMessage("detail");
    }
}
