package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.testkit.comparison.Seclusion;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P: the verdict depends on the delivery and the policy, and on nothing else. */
abstract class PurityRules {
    private final Subject subject;

    PurityRules(Subject subject) {
        this.subject = subject;
    }

    @Test
    @Rule(value = "P1", look = "fields that verification writes, and generated ids")
    @DisplayName("gives the same answer every time")
    void answersAlike() {
        DeliveryVerifier verifier = subject.provider().verifier(subject.trust());
        VerificationResult first = verifier.verify(subject.genuine());
        VerificationResult refused = verifier.verify(DeliveryMutations.truncated(subject.genuine()));

        for (int i = 0; i < 10; i++) {
            assertThat(verifier.verify(subject.genuine())).isEqualTo(first);
            assertThat(verifier.verify(DeliveryMutations.truncated(subject.genuine())))
                    .isEqualTo(refused);
            assertThat(subject.verdict(subject.genuine())).isEqualTo(first);
        }
    }

    @Test
    @Rule(value = "P2", look = "what threads share: a Mac, a MessageDigest or a buffer in a field")
    @DisplayName("gives the same answer to many threads at once")
    void answersAlikeToManyThreads() throws InterruptedException, ExecutionException {
        DeliveryVerifier verifier = subject.provider().verifier(subject.trust());
        List<RawDelivery> deliveries = List.of(subject.genuine(), DeliveryMutations.truncated(subject.genuine()));
        List<VerificationResult> expected =
                deliveries.stream().map(verifier::verify).toList();
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<VerificationResult>> ask =
                    () -> deliveries.stream().map(verifier::verify).toList();
            for (Future<List<VerificationResult>> answer : threads.invokeAll(Collections.nCopies(400, ask))) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Rule(value = "P3", look = "static or cached secrets; whatever differs between endpoints is in the policy")
    @DisplayName("keeps the verifiers of two endpoints apart")
    void keepsNothingBetweenEndpoints() {
        TrustPolicy other = subject.provider().capabilities().contains(Capability.SIGNED)
                ? subject.withSecrets(List.of(Subject.STRANGER))
                : subject.withTokens(List.of(Secret.of("token-of-another-endpoint")));
        DeliveryVerifier ours = subject.provider().verifier(subject.trust());
        VerificationResult believed = ours.verify(subject.genuine());
        DeliveryVerifier theirs = subject.provider().verifier(other);
        VerificationResult refused = theirs.verify(subject.genuine());

        assertThat(refused).isInstanceOf(VerificationResult.Rejected.class);
        assertThat(ours.verify(subject.genuine())).isEqualTo(believed);
        assertThat(theirs.verify(subject.genuine())).isEqualTo(refused);
        assertThat(subject.verdict(subject.genuine())).isEqualTo(believed);
    }

    @Test
    @Rule(value = "P4", look = "parsing that assumes a form: indexes, splits, numbers, decoders")
    @DisplayName("never throws, whatever bytes a stranger sends")
    void neverThrows() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        DeliveryVerifier verifier = subject.provider().verifier(subject.trust());
        for (int i = 0; i < 2_000; i++) {
            judge(
                    verifier,
                    DeliveryMutations.scrambled(subject.genuine(), random),
                    "scramble " + i + " of seed " + seed);
            judge(verifier, DeliveryMutations.smudged(subject.genuine(), random), "smudge " + i + " of seed " + seed);
        }
        for (RawDelivery odd : DeliveryMutations.odd(subject.genuine())) {
            judge(verifier, odd, "an odd delivery");
        }
    }

    private static void judge(DeliveryVerifier verifier, RawDelivery delivery, String which) {
        try {
            assertThat(verifier.verify(delivery)).as(which).isNotNull();
        } catch (RuntimeException thrown) {
            var error = new AssertionError("threw " + thrown.getClass().getName() + " for " + which);
            error.setStackTrace(thrown.getStackTrace());
            throw error;
        }
    }

    @Test
    @Rule(value = "P5", look = "toLowerCase, toUpperCase and String.format without a Locale")
    @DisplayName("does not depend on the language of the machine")
    void ignoresTheLocale() {
        VerificationResult expected = subject.verdict(subject.genuine());
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(
                    new Locale.Builder().setLanguage("tr").setRegion("TR").build());

            assertThat(subject.verdict(subject.genuine())).isEqualTo(expected);
            assertThat(subject.verdict(DeliveryMutations.withUpperCaseNames(subject.genuine())))
                    .isEqualTo(expected);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    @Rule(
            value = "P6",
            look = "Instant.now, System.nanoTime, files and connections in what verifier(trust) and verify lead to;"
                    + " the clock is delivery.receivedAt()")
    @DisplayName("no code of the provider's packages that verification leads to reads a clock, a file or a connection")
    void looksAtNothingElse() {
        assertThat(Seclusion.violations(subject.provider().getClass())).isEmpty();
    }
}
