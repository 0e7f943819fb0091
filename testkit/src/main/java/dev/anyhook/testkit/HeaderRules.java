package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.spi.Capability;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** H: headers as HTTP has them. */
abstract class HeaderRules {
    private final Subject subject;

    HeaderRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(value = "H1", look = "delivery.headers() matches names itself; its map() does not")
    @DisplayName("matches header names without regard to case")
    void ignoresTheCaseOfNames() {
        VerificationResult expected = subject.verdict(subject.genuine());

        assertThat(subject.verdict(DeliveryMutations.withUpperCaseNames(subject.genuine())))
                .isEqualTo(expected);
        assertThat(subject.verdict(DeliveryMutations.withLowerCaseNames(subject.genuine())))
                .isEqualTo(expected);
    }

    @Test
    @Rule(value = "H2", look = "what happens when no header comes at all")
    @DisplayName("believes nothing without headers, if the vendor signs")
    void needsHeaders() {
        subject.assume(Capability.SIGNED, true);

        assertThat(subject.verdict(DeliveryMutations.withoutHeaders(subject.genuine())))
                .isInstanceOf(Rejected.class);
        assertThat(subject.neededHeaders())
                .as("headers that the verdict hangs on")
                .isNotEmpty();
    }

    @Test
    @Rule(value = "H3", look = "firstValue(name) overlooks repetition, and joined values read as a list")
    @DisplayName("refuses each header that it needs when it comes twice, alike or not, in either order")
    void refusesRepeatedHeaders() {
        for (String name : needed()) {
            String value = subject.value(name);
            refuses(name + " sent twice", DeliveryMutations.with(subject.genuine(), name, value, value));
            refuses(name + " sent again, empty", DeliveryMutations.with(subject.genuine(), name, value, ""));
            refuses(name + " sent again, odd, after", DeliveryMutations.with(subject.genuine(), name, value, "x"));
            refuses(name + " sent again, odd, before", DeliveryMutations.with(subject.genuine(), name, "x", value));
        }
    }

    @Test
    @Rule(value = "H4", look = "what an empty value, or one of blanks, parses as")
    @DisplayName("refuses each header that it needs when it is empty")
    void refusesEmptyHeaders() {
        for (String name : needed()) {
            refuses(name + " without a value", DeliveryMutations.with(subject.genuine(), name, ""));
            refuses(name + " with a blank for a value", DeliveryMutations.with(subject.genuine(), name, " "));
        }
    }

    @Test
    @Rule(
            value = "H5",
            force = Rule.Force.SHOULD,
            look = "the reasons of VerificationResult.Reason: missing or empty, repeated, malformed")
    @DisplayName("says of a header that it is missing or repeated")
    void saysWhatIsWrong() {
        for (String name : needed()) {
            assertThat(reason(DeliveryMutations.without(subject.genuine(), name)))
                    .as("without %s", name)
                    .isIn(Reason.HEADER_MISSING, Reason.TOKEN_MISSING);
            assertThat(reason(DeliveryMutations.repeating(subject.genuine(), name)))
                    .as("%s sent twice", name)
                    .isEqualTo(Reason.HEADER_REPEATED);
        }
    }

    @Test
    @Rule(value = "H6", look = "checks of headers that the vendor does not send")
    @DisplayName("does not mind headers that proxies add")
    void ignoresStrayHeaders() {
        RawDelivery delivery = subject.genuine();
        for (String name : List.of("X-Forwarded-For", "Via", "Cookie", "Accept-Encoding")) {
            delivery = DeliveryMutations.with(delivery, name, "10.0.0.1");
        }

        assertThat(subject.verdict(delivery)).isEqualTo(subject.verdict(subject.genuine()));
    }

    private List<String> needed() {
        List<String> needed = subject.neededHeaders();
        assumeTrue(!needed.isEmpty(), "the verdict hangs on no header");
        return needed;
    }

    private void refuses(String what, RawDelivery delivery) {
        assertThat(subject.believed(delivery))
                .as("believes a delivery with %s", what)
                .isFalse();
    }

    private Reason reason(RawDelivery delivery) {
        VerificationResult verdict = subject.verdict(delivery);
        assertThat(verdict).isInstanceOf(Rejected.class);
        return ((Rejected) verdict).reason();
    }
}
