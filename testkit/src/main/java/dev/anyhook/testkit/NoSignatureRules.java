package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.spi.Capability;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** U: a vendor that does not sign makes claims, to those who know a URL. */
abstract class NoSignatureRules {
    private final Subject subject;

    NoSignatureRules(Subject subject) {
        this.subject = subject;
    }

    @BeforeEach
    void onlyWhoDoesNotSign() {
        subject.assume(Capability.SIGNED, false);
    }

    @Test
    @Rule(value = "U1", look = "the capabilities: does the vendor sign after all?")
    @DisplayName("calls everything a claim")
    void believesNothing() {
        assertThat(subject.verdict(subject.genuine())).isInstanceOf(Unsigned.class);
    }

    @Test
    @Rule(value = "U2", look = "verifier(trust) must refuse secrets that no delivery is signed with")
    @DisplayName("refuses, when the endpoint is built, secrets that would prove nothing")
    void refusesSecrets() {
        assertThatThrownBy(() -> subject.provider().verifier(TrustPolicy.signedWith(Subject.STRANGER)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Rule(value = "U3", look = "UrlToken in dev.anyhook.signing compares the last path segment whole")
    @DisplayName("refuses a URL token that is another, cut, lengthened or in another place")
    void refusesOtherTokens() {
        String token = token();
        RawDelivery genuine = subject.genuine();
        for (String other : List.of(
                "another-token",
                token.substring(1),
                token.substring(0, token.length() - 1),
                token + "x",
                "%20" + token)) {
            refuses(DeliveryMutations.withLastSegment(genuine, other), Reason.TOKEN_MISMATCH);
        }
        refuses(DeliveryMutations.withLastSegment(genuine, "x?token=" + token), Reason.TOKEN_MISMATCH);
        refuses(
                DeliveryMutations.with(
                        DeliveryMutations.withLastSegment(genuine, "x"), "Authorization", "Bearer " + token),
                Reason.TOKEN_MISMATCH);
    }

    @Test
    @Rule(value = "U4", look = "an empty last path segment, and a path that ends with the endpoint")
    @DisplayName("refuses a URL without a token, and says that it is missing")
    void needsAToken() {
        token();
        refuses(DeliveryMutations.withLastSegment(subject.genuine(), ""), Reason.TOKEN_MISSING);
        refuses(
                DeliveryMutations.at(
                        subject.genuine(),
                        URI.create("/webhooks/" + subject.genuine().endpoint())),
                Reason.TOKEN_MISSING);
    }

    @Test
    @Rule(value = "U5", look = "the loop over TrustPolicy.urlTokens()")
    @DisplayName("takes any of several URL tokens, wherever it stands")
    void takesAnyOfSeveralTokens() {
        Secret right = Secret.of(token());
        Secret other = Secret.of("another-token");

        assertThat(subject.verdict(subject.genuine(), subject.withTokens(List.of(right, other))))
                .isInstanceOf(Unsigned.class);
        assertThat(subject.verdict(subject.genuine(), subject.withTokens(List.of(other, right))))
                .isInstanceOf(Unsigned.class);
    }

    private String token() {
        List<Secret> tokens = subject.trust().urlTokens();
        assumeTrue(!tokens.isEmpty(), "trust() has no URL token");
        return tokens.get(0).reveal();
    }

    private void refuses(RawDelivery delivery, Reason reason) {
        assertThat(subject.verdict(delivery))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }
}
