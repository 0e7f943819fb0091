package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.spi.Capability;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S: one of our secrets signed these exact bytes. */
abstract class SignatureRules {
    private final Subject subject;

    SignatureRules(Subject subject) {
        this.subject = subject;
    }

    @BeforeEach
    void onlyWhoSigns() {
        subject.assume(Capability.SIGNED, true);
    }

    @Test
    @Rule(value = "S1", look = "the capabilities, and whether the delivery of the test is signed as the vendor does")
    @DisplayName("believes a genuine delivery as verified, and never as a mere claim")
    void believesGenuine() {
        assertThat(subject.verdict(subject.genuine())).isInstanceOf(Verified.class);
    }

    @Test
    @Rule(value = "S2", look = "what is fed to the MAC: the bytes of the body, all of them, and nothing decoded")
    @DisplayName("refuses a body in which any bit was changed")
    void refusesChangedBodies() {
        RawDelivery genuine = subject.genuine();
        int bits = genuine.body().size() * 8;
        assertThat(subject.believed(genuine))
                .as("believes the genuine delivery")
                .isTrue();

        for (int bit = 0; bit < bits; bit += Math.max(1, bits / 4_000)) {
            refuses(DeliveryMutations.withBitFlipped(genuine, bit), "a body with bit " + bit + " flipped");
        }
    }

    @Test
    @Rule(value = "S3", look = "whether the body is parsed, trimmed or written anew before it is verified")
    @DisplayName("refuses a body that was cut, lengthened, or written anew with the same meaning")
    void refusesRewrittenBodies() {
        RawDelivery genuine = subject.genuine();

        refuses(DeliveryMutations.truncated(genuine), "a body without its last byte");
        refuses(DeliveryMutations.lengthened(genuine), "a body with a blank after it");
        refuses(genuine.withBody(Payload.empty()), "an empty body");
        for (Payload rewritten : Bodies.rewritten(genuine.body())) {
            refuses(genuine.withBody(rewritten), "a body written anew in " + rewritten.size() + " bytes");
        }
    }

    @Test
    @Rule(value = "S4", look = "whether a String was made of the body before it was verified")
    @DisplayName("verifies bytes: a body that is no text is believed, and not confused with its decoded form")
    void verifiesBytes() {
        byte[] noText = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        Payload decoded = Payload.utf8(new String(noText, StandardCharsets.UTF_8));
        RawDelivery delivery = subject.signed(Payload.copyOf(noText));

        assertThat(subject.verdict(delivery)).isInstanceOf(Verified.class);
        refuses(delivery.withBody(decoded), "the decoded form of a body that is no text");
        refuses(subject.signed(decoded).withBody(Payload.copyOf(noText)), "another body with the same decoded form");
    }

    @Test
    @Rule(value = "S5", look = "limits and special cases for the length of a body")
    @DisplayName("believes a body of any length that the vendor signed")
    void believesAnyLength() {
        assertThat(subject.verdict(subject.signed(Payload.empty())))
                .as("an empty body")
                .isInstanceOf(Verified.class);
        assertThat(subject.verdict(subject.signed(Payload.copyOf(new byte[1024 * 1024]))))
                .as("a body of 1 MiB")
                .isInstanceOf(Verified.class);
    }

    @Test
    @Rule(value = "S6", look = "the comparison: every character of every header that is needed counts, and the length")
    @DisplayName("refuses a needed header that was cut, lengthened or changed in any character")
    void refusesChangedHeaders() {
        for (String name : subject.neededHeaders()) {
            for (String changed : Texts.changed(subject.value(name))) {
                refuses(
                        DeliveryMutations.with(subject.genuine(), name, changed),
                        name + " in another form of " + changed.length() + " characters");
            }
        }
    }

    @Test
    @Rule(value = "S7", look = "whether the secrets of the policy are what the MAC is keyed with")
    @DisplayName("refuses what another secret signed, and says that the signature does not match")
    void refusesOtherSecrets() {
        VerificationResult verdict = subject.verdict(subject.genuine(), subject.withSecrets(List.of(Subject.STRANGER)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
    }

    @Test
    @Rule(value = "S8", look = "the loop over TrustPolicy.secrets(), and the label that Verified names")
    @DisplayName("believes any of several secrets, wherever it stands, and says which it was")
    void believesAnyOfSeveralSecrets() {
        Secret right = subject.trust().secrets().get(0);
        for (int place = 0; place < 3; place++) {
            var secrets = new ArrayList<>(List.of(Subject.STRANGER, Subject.STRANGER));
            secrets.add(place, Secret.of(right.reveal()));

            VerificationResult verdict = subject.verdict(subject.genuine(), subject.withSecrets(secrets));

            String expected = "#" + (place + 1);
            assertThat(verdict)
                    .as("the right secret is number %d", place + 1)
                    .isInstanceOfSatisfying(
                            Verified.class,
                            verified -> assertThat(verified.secretLabel()).isEqualTo(expected));
        }
        var labelled = subject.withSecrets(List.of(Secret.labelled("of last spring", right.reveal())));
        assertThat(((Verified) subject.verdict(subject.genuine(), labelled)).secretLabel())
                .isEqualTo("of last spring");
    }

    @Test
    @Rule(value = "S9", look = "whether all signatures that came are looked at, and not the first or last alone")
    @DisplayName("believes the vendor's other forms of a delivery, and makes the same event of them")
    void believesOtherForms() {
        List<RawDelivery> forms = subject.contract().otherForms();
        assumeTrue(!forms.isEmpty(), "otherForms() is not overridden");

        for (RawDelivery form : forms) {
            assertThat(subject.event(form)).isEqualTo(subject.event(subject.genuine()));
        }
    }

    private void refuses(RawDelivery delivery, String what) {
        assertThat(subject.believed(delivery)).as("believes " + what).isFalse();
    }
}
