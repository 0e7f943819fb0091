package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that could not work is not built. */
class BuilderTest {
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Deliveries.SECRET);

    private final WebhookReceiver.Builder builder = WebhookReceiver.builder();

    @Test
    void needsAnEndpointAndAnInbox() {
        assertThatThrownBy(() ->
                        WebhookReceiver.builder().inbox(InMemoryInbox.create()).build())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> WebhookReceiver.builder()
                        .endpoint("here", new HmacVendor(), TRUST)
                        .build())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void needsAnInboxOfItsOwnThatIsOpen() {
        var inbox = InMemoryInbox.create();
        builder.inbox(inbox).endpoint("here", new HmacVendor(), TRUST);
        try (var first = builder.build()) {
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the inbox has a receiver already: each needs one of its own");
            assertThat(first.receiveAndWait(Deliveries.signed("here", "evt_1"))).isEqualTo(Acknowledgement.ACCEPTED);
        }

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the inbox is closed");
    }

    @Test
    void takesAnyMixOfVendorsAndAccounts() {
        try (var receiver = builder.inbox(InMemoryInbox.create())
                .endpoint("acme-live", new HmacVendor(), TRUST)
                .endpoint("acme-staging", new HmacVendor(), TrustPolicy.signedWith(Secret.of("other")))
                .endpoint("hearsay", new ClaimingVendor(new ScriptedJobs()), TrustPolicy.urlToken(Deliveries.TOKEN))
                .build()) {
            assertThat(receiver.endpoints()).containsExactlyInAnyOrder("acme-live", "acme-staging", "hearsay");
        }
    }

    @Test
    void refusesTwoEndpointsOfOneName() {
        builder.endpoint("here", new HmacVendor(), TRUST);

        assertThatThrownBy(() -> builder.endpoint("here", new HmacVendor(), TRUST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'here'");
    }

    @Test
    void refusesTwoEndpointsOfOneVendorThatShareASecret() {
        var other = Secret.of("another secret");
        builder.endpoint("live", new HmacVendor(), TRUST);
        var rotating = TrustPolicy.signedWith(other, Secret.labelled("old", Deliveries.SECRET.reveal()));

        assertThatThrownBy(() -> builder.endpoint("staging", new HmacVendor(), rotating))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoints 'live' and 'staging' share a signing secret:"
                        + " a delivery for one would be believed at the other");
        builder.endpoint("staging", new HmacVendor(), TrustPolicy.signedWith(other));
        builder.endpoint("hearsay", new ClaimingVendor(new ScriptedJobs()), TRUST);
    }

    @ParameterizedTest
    @CsvSource({
        "whsec_c2VjcmV0c2VjcmV0, c2VjcmV0c2VjcmV0",
        "whsec_abcdefgh, abcdefgh",
        "c2VjcmV0c2VjcmV0, secretsecret",
        "whsec_c2VjcmV0c2VjcmV0MQ==, whsec_c2VjcmV0c2VjcmV0MQ",
        "c2VjcmV0c2VjcmV0, c2VjcmV0c2VjcmV0AAAA",
        "0123456789012345678901234567890123456789012345678901234567890123456789, V0RfpAsIxgzcunyjnHVt5hTRFILj8VqSX1SGiMGeWPQ="
    })
    void refusesTwoEndpointsThatShareASecretUnderTwoSpellings(String one, String other) {
        builder.endpoint("live", new HmacVendor(), TrustPolicy.signedWith(Secret.of(one)));

        assertThatThrownBy(
                        () -> builder.endpoint("staging", new HmacVendor(), TrustPolicy.signedWith(Secret.of(other))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("share a signing secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a b", "-a", ".", "..", "a\n", "é"})
    void refusesNamesThatAPathCannotHold(String name) {
        assertThatThrownBy(() -> builder.endpoint(name, new HmacVendor(), TRUST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASecretThatCannotBeReadThereAndThenWithoutShowingIt() {
        var base64 = TrustPolicy.signedWith(Secret.of("whsec_not!base64")).withKeyEncoding(KeyEncoding.BASE64);

        assertThatThrownBy(() -> builder.endpoint("here", new HmacVendor(), base64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint 'here'")
                .hasMessageNotContaining("not!base64");
    }

    @Test
    void refusesAnAccountThatTheVendorCannotMeanThereAndThen() {
        var picky = new ClaimingVendor(new ScriptedJobs());
        var odd = Receivers.ACCOUNT.with("plan", "gold");

        assertThatThrownBy(() -> builder.endpoint("here", picky, TrustPolicy.urlToken(Deliveries.TOKEN), odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint 'here': there is no plan 'gold'");
    }

    @Test
    void refusesRetriesOfAnEndpointThatIsNotThere() {
        builder.inbox(InMemoryInbox.create())
                .endpoint("here", new HmacVendor(), TRUST)
                .retries("hear", RetryPolicy.STANDARD);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("retries are set for [hear], but the endpoints are [here]");
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        for (Duration bad :
                new Duration[] {Duration.ofSeconds(-1), Duration.ofDays(2), Duration.ofSeconds(Long.MAX_VALUE)}) {
            assertThatThrownBy(() -> builder.grace(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder.pollInterval(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder.lease(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder.longestHandling(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder.keepWithin(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> builder.pollInterval(Duration.ofNanos(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.lease(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.concurrency(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.confirmations(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
