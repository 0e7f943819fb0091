package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileDeliveriesTest {
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String ALPHABET = "tv1=, \t.0123456789abcdefABCDEF+/=-\u0000\u007F\u00E9\u0661\uD83D";

    private final StandardWebhooksSignature standard =
            StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Samples.BASE64_SECRET));
    private final TimestampedSignature timestamped =
            TimestampedSignature.of("X-Sign", TrustPolicy.signedWith(Samples.RAW_SECRET), KeyEncoding.RAW);
    private final HmacSignature declared = HmacScheme.over("{id}.{timestamp}.{body}")
            .idIn("svix-id")
            .timestampIn("svix-timestamp")
            .signaturesIn("X-Sign", ',', "v1=", Spelling.HEX)
            .prepared(TrustPolicy.signedWith(Samples.RAW_SECRET));
    private final HmacSignature declaredItem = HmacScheme.over("v1:{timestamp}:{body}")
            .signaturesIn("X-Sign", ',', "v1=", Spelling.BASE64)
            .timestampItem("t=")
            .prepared(TrustPolicy.signedWith(Samples.RAW_SECRET));
    private final BearerToken bearer = BearerToken.of(Secret.of("canary-token"));

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_101, -7})
    void whateverComesIsRefusedAndNothingIsThrown(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            RawDelivery delivery = anything(random);

            assertThat(standard.verify(delivery, proof -> Samples.EVENT)).isInstanceOf(Rejected.class);
            assertThat(timestamped.verify(delivery, proof -> Samples.EVENT)).isInstanceOf(Rejected.class);
            assertThat(declared.verify(delivery, proof -> Samples.EVENT)).isInstanceOf(Rejected.class);
            assertThat(declaredItem.verify(delivery, proof -> Samples.EVENT)).isInstanceOf(Rejected.class);
            assertThat(bearer.broken(delivery.headers())).isNotNull();
        }
    }

    private static RawDelivery anything(Random random) {
        var headers = new ArrayList<String>();
        for (String name : List.of("svix-id", "svix-timestamp", "svix-signature", "X-Sign", "Authorization")) {
            for (int times = random.nextInt(10) < 8 ? 1 : random.nextInt(3); times > 0; times--) {
                headers.add(name);
                headers.add(value(name, random));
            }
        }
        byte[] body = new byte[random.nextInt(64)];
        random.nextBytes(body);
        return Samples.delivery(Payload.copyOf(body), headers.toArray(String[]::new));
    }

    private static String value(String name, Random random) {
        if (name.equals("svix-timestamp") && random.nextInt(4) > 0) {
            return NOW;
        }
        var text = new StringBuilder(
                switch (random.nextInt(4)) {
                    case 0 -> "t=" + NOW + ",v1=";
                    case 1 -> "v1,";
                    case 2 -> "Bearer ";
                    default -> "";
                });
        for (int length = random.nextInt(80); length > 0; length--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    @Test
    void noDetailTellsWhatCame() {
        String canary = "CANARY";
        var deliveries = List.of(
                Samples.delivery(Payload.utf8(canary)),
                signed(canary, canary, canary, canary),
                signed("m" + canary, NOW, "v1," + canary, "t=" + NOW + ",v1=" + canary),
                signed("m", NOW, "v2," + canary, "t=" + NOW + ",v2=" + canary),
                signed("m", NOW, canary + " v1,".repeat(40) + canary, "t=" + canary + ",t=" + canary),
                signed("m", "1", "v1," + canary, "t=1,v1=" + canary),
                signed("\u00E9" + canary, NOW, "v1," + canary, "\u00E9" + canary));
        for (RawDelivery delivery : deliveries) {
            for (VerificationResult verdict : List.of(
                    standard.verify(delivery, proof -> Samples.EVENT),
                    timestamped.verify(delivery, proof -> Samples.EVENT),
                    declared.verify(delivery, proof -> Samples.EVENT),
                    declaredItem.verify(delivery, proof -> Samples.EVENT))) {
                assertThat(verdict).isInstanceOf(Rejected.class);
                assertThat(verdict.toString())
                        .doesNotContain(canary)
                        .doesNotContain(Samples.RAW_SECRET.reveal())
                        .doesNotContain(Base64.getEncoder().encodeToString(Samples.KEY));
            }
        }
        for (String value : List.of("Basic " + canary, "Bearer " + canary, canary)) {
            assertThat(bearer.broken(Samples.headers("Authorization", value)).toString())
                    .doesNotContain(canary)
                    .doesNotContain("canary-token");
        }
    }

    private static RawDelivery signed(String id, String timestamp, String list, String value) {
        return Samples.delivery(
                Payload.utf8("CANARY"),
                "svix-id",
                id,
                "svix-timestamp",
                timestamp,
                "svix-signature",
                list,
                "X-Sign",
                value);
    }
}
