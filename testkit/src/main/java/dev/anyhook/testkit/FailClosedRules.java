package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** F: a secret that is missing or wrong never makes a delivery believable. */
abstract class FailClosedRules {
    private static final Secret PREFIX = Secret.of("whsec_");

    private final Subject subject;

    FailClosedRules(Subject subject) {
        this.subject = subject;
    }

    @BeforeEach
    void onlyWhoSigns() {
        subject.assume(Capability.SIGNED, true);
    }

    @Test
    @Rule(value = "F1", look = "verifier(trust) must refuse a policy whose secrets are empty")
    @DisplayName("refuses, when the endpoint is built, a policy without any secret")
    void refusesAPolicyWithoutSecrets() {
        refuses(TrustPolicy.acceptingAnyoneUnsigned());
        refuses(TrustPolicy.acceptingAnyoneUnsigned().andBearer(Secret.of("contract-bearer-token")));
    }

    @Test
    @Rule(value = "F2", look = "what remains of a secret once its prefix is gone")
    @DisplayName("refuses, when the endpoint is built, a secret that is nothing but a prefix")
    void refusesABarePrefix() {
        refuses(subject.withSecrets(List.of(PREFIX)));
    }

    @Test
    @Rule(value = "F3", look = "a loop that skips a secret it cannot use")
    @DisplayName("refuses, when the endpoint is built, several secrets of which one cannot be used")
    void refusesOneBadAmongSeveral() {
        var secrets = new ArrayList<>(subject.trust().secrets());
        secrets.add(PREFIX);

        refuses(subject.withSecrets(secrets));
    }

    @Test
    @Rule(value = "F4", look = "decoding that skips what it cannot read, such as a MIME decoder of base64")
    @DisplayName("believes nothing under a secret that was cut, lengthened or garbled")
    void believesNothingUnderAWrongSecret() {
        String right = subject.trust().secrets().get(0).reveal();
        int middle = (right.indexOf('_') + 1 + right.length()) / 2;
        List<String> wrong = List.of(
                right.substring(0, middle),
                right + "BBBB",
                right.substring(0, middle) + "*" + right.substring(middle),
                right.substring(0, middle) + " " + right.substring(middle),
                right.substring(0, middle) + "\n" + right.substring(middle),
                right.substring(0, middle) + "\u00e9" + right.substring(middle));

        for (String text : wrong) {
            assertThat(subject.believed(subject.withSecrets(List.of(Secret.of(text)))))
                    .as("believes under wrong form %d of the secret", wrong.indexOf(text) + 1)
                    .isFalse();
        }
    }

    @Test
    @Rule(value = "F5", look = "TrustPolicy.keyEncoding(): obey it, or refuse what your vendor cannot mean")
    @DisplayName("obeys or refuses a key encoding, and never overlooks it")
    void obeysTheKeyEncoding() {
        long believing = Arrays.stream(new KeyEncoding[] {KeyEncoding.RAW, KeyEncoding.BASE64})
                .filter(encoding -> subject.believed(subject.trust().withKeyEncoding(encoding)))
                .count();

        assertThat(believing)
                .as("encodings of the key under which one signature holds")
                .isLessThanOrEqualTo(1);
    }

    @Test
    @Rule(value = "F6", look = "verifier(trust) must refuse URL tokens, which would prove less than the signature")
    @DisplayName("refuses, when the endpoint is built, a URL token beside or instead of the secrets")
    void refusesUrlTokens() {
        Secret token = Secret.of("contract-url-token");

        refuses(TrustPolicy.urlToken(token));
        refuses(subject.withTokens(List.of(token)));
    }

    private void refuses(TrustPolicy trust) {
        assertThatThrownBy(() -> subject.provider().verifier(trust)).isInstanceOf(IllegalArgumentException.class);
    }
}
