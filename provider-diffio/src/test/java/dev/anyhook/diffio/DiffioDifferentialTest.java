package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.svix.Webhook;
import com.svix.exceptions.EmptyWebhookSecretException;
import com.svix.exceptions.WebhookSigningException;
import com.svix.exceptions.WebhookVerificationException;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.spi.DeliveryVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our verdicts against those of Svix's own verifier, which reads text and the system clock. */
class DiffioDifferentialTest {
    private static final int CASES = 20_000;

    private final long seed = new Random().nextLong();
    private final Chance chance = new Chance(seed);
    private final Webhook svix = svix(Fixture.SECRET);
    private final DeliveryVerifier ours =
            new DiffioWebhooks().verifier(TrustPolicy.signedWith(Secret.of(Fixture.SECRET)));

    private static Webhook svix(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException empty) {
            throw new IllegalArgumentException(empty);
        }
    }

    private boolean svixBelieves(RawDelivery delivery) {
        try {
            String text = new String(delivery.body().toByteArray(), StandardCharsets.UTF_8);
            svix.verify(text, delivery.headers().map());
            return true;
        } catch (WebhookVerificationException refused) {
            return false;
        }
    }

    private boolean weBelieve(RawDelivery delivery) {
        return ours.verify(delivery) instanceof Verified;
    }

    @Test
    void agreesWithSvixUnlessADifferenceIsArgued() {
        int believedByBoth = 0;
        int refusedByBoth = 0;
        for (int i = 0; i < CASES; i++) {
            RawDelivery delivery = chance.delivery(Instant.now());
            boolean we = weBelieve(delivery);
            if (we != svixBelieves(delivery)) {
                assertThat(Difference.explaining(delivery, we))
                        .as(
                                "case %d of seed %d, believed by %s alone: %s",
                                i, seed, we ? "us" : "Svix", shown(delivery))
                        .isNotEmpty();
            } else if (we) {
                believedByBoth++;
            } else {
                refusedByBoth++;
            }
        }
        assertThat(believedByBoth).as("seed %d", seed).isGreaterThan(CASES / 8);
        assertThat(refusedByBoth).as("seed %d", seed).isGreaterThan(CASES / 8);
    }

    private String shown(RawDelivery delivery) {
        return delivery.headers().map() + " " + new String(delivery.body().toByteArray(), StandardCharsets.ISO_8859_1)
                + " " + ours.verify(delivery);
    }

    @ParameterizedTest
    @EnumSource
    void everyArguedDifferenceOccurs(Difference difference) {
        RawDelivery example = difference.example(Instant.now());

        assertThat(difference.because).endsWith(".");
        assertThat(weBelieve(example)).isEqualTo(difference.believedByUs);
        assertThat(svixBelieves(example)).isNotEqualTo(difference.believedByUs);
        assertThat(Difference.explaining(example, difference.believedByUs)).containsExactly(difference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Fixture.SECRET,
                "plJ3nmyCDGBKInavdOK15jsl",
                "whsec_c3RyYW5nZXItc3RyYW5nZXI",
                "whsec_QQ",
                "whsec_QQ==",
                "whsec_QQ=",
                "whsec_",
                "whsec_=",
                "whsec_====",
                "whsec_A",
                "whsec_ab-_cdef",
                "whsec_ab cd",
                "whsec_whsec_plJ3nmyCDGBKInavdOK15jsl",
                "WHSEC_plJ3nmyCDGBKInavdOK15jsl"
            })
    void readsSecretsAsSvixDoes(String secret) {
        Instant now = Instant.now();
        byte[] body = {'{', '}'};
        String seconds = Long.toString(now.getEpochSecond());
        String theirs = signedBySvix(secret, now);
        RawDelivery delivery = Fixture.delivery(Fixture.ID, seconds, theirs, body, now);

        assertThat(believes(secret, delivery)).isEqualTo(!theirs.equals("refused"));
    }

    private static String signedBySvix(String secret, Instant now) {
        try {
            return svix(secret).sign(Fixture.ID, now.getEpochSecond(), "{}");
        } catch (IllegalArgumentException unusable) {
            return "refused";
        } catch (WebhookSigningException impossible) {
            return fail(impossible);
        }
    }

    private static boolean believes(String secret, RawDelivery delivery) {
        try {
            var trust = TrustPolicy.signedWith(Secret.of(secret));
            return new DiffioWebhooks().verify(delivery, trust) instanceof Verified;
        } catch (IllegalArgumentException unusable) {
            return false;
        }
    }

    @Test
    void neverBelievesATamperedDelivery() {
        RawDelivery genuine = Fixture.signed(Fixture.COMPLETED);
        assertThat(weBelieve(genuine)).isTrue();
        int tampered = 0;
        for (int i = 0; i < CASES; i++) {
            RawDelivery delivery = tamperedWith(genuine);
            if (!delivery.equals(genuine)) {
                tampered++;
                assertThat(ours.verify(delivery))
                        .as("case %d of seed %d: %s", i, seed, shown(delivery))
                        .isInstanceOf(Rejected.class);
            }
        }
        assertThat(tampered).as("seed %d", seed).isGreaterThan(CASES / 2);
    }

    private RawDelivery tamperedWith(RawDelivery genuine) {
        if (chance.oneIn(2)) {
            return genuine.withBody(Payload.copyOf(chance.changed(genuine.body().toByteArray())));
        }
        String name = chance.pick(List.of("svix-id", "svix-timestamp", "svix-signature"));
        String value = genuine.headers().firstValue(name).orElseThrow();
        return Fixture.with(genuine, name, chance.changed(value));
    }

    @Test
    void neverThrowsForNoise() {
        for (int i = 0; i < CASES; i++) {
            var headers = new LinkedHashMap<String, List<String>>();
            for (String name : List.of("svix-id", "svix-timestamp", "svix-signature", "content-type")) {
                if (!chance.oneIn(9)) {
                    headers.put(name, chance.oneIn(9) ? List.of(noise(), noise()) : List.of(noise()));
                }
            }
            RawDelivery delivery = Fixture.delivery(headers, chance.bytes(300), Fixture.NOW);

            assertThat(ours.verify(delivery))
                    .as("case %d of seed %d: %s", i, seed, headers)
                    .isInstanceOf(Rejected.class);
        }
    }

    private String noise() {
        String text = chance.text(60);
        return chance.oneIn(2)
                ? text
                : chance.pick(List.of("v1,", "v1," + text, "1731705121", "9".repeat(19), "msg_1"));
    }

    @Test
    void makesAnEventOfAnySignedNoise() {
        for (int i = 0; i < CASES; i++) {
            byte[] body = chance.oneIn(2)
                    ? chance.bytes(200)
                    : chance.changed(chance.changed(Fixture.COMPLETED.getBytes(StandardCharsets.UTF_8)));

            assertThat(ours.verify(Fixture.signed(body)))
                    .as("case %d of seed %d", i, seed)
                    .isInstanceOf(Verified.class);
        }
    }
}
