package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason, the situation that it stands for, and no other. */
class ReasonsTest {
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String BASE64 = Samples.base64(Samples.KEY, "m", NOW, Samples.BODY);
    private static final String HEX = Samples.hex(Samples.KEY, NOW, Samples.BODY);

    @ParameterizedTest
    @MethodSource("situations")
    void eachSituationHasItsReason(String situation, Reason reason, VerificationResult verdict) {
        assertThat(verdict).as(situation).isInstanceOf(Rejected.class);
        assertThat(Samples.reason(verdict)).as(situation).isEqualTo(reason);
        assertThat(((Rejected) verdict).detail()).as(situation).isNotBlank();
    }

    static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of("no id", Reason.HEADER_MISSING, standard("svix-timestamp", NOW, "svix-signature", "v1,x")),
                Arguments.of("no signature header", Reason.HEADER_MISSING, timestamped(0)),
                Arguments.of("an empty signature header", Reason.HEADER_MISSING, timestamped(0, "X-Sign", "")),
                Arguments.of(
                        "two ids",
                        Reason.HEADER_REPEATED,
                        standard(
                                "svix-id",
                                "m",
                                "svix-id",
                                "m",
                                "svix-timestamp",
                                NOW,
                                "svix-signature",
                                "v1," + BASE64)),
                Arguments.of(
                        "two signature headers",
                        Reason.HEADER_REPEATED,
                        timestamped(0, "X-Sign", "t=1,v1=x", "X-Sign", "t=1,v1=x")),
                Arguments.of(
                        "two Authorization headers", Reason.HEADER_REPEATED, bearer("Bearer token", "Bearer token")),
                Arguments.of(
                        "a timestamp in words",
                        Reason.HEADER_MALFORMED,
                        standard("svix-id", "m", "svix-timestamp", "now", "svix-signature", "v1," + BASE64)),
                Arguments.of(
                        "only unknown versions",
                        Reason.HEADER_MALFORMED,
                        timestamped(0, "X-Sign", "t=" + NOW + ",v9=" + HEX)),
                Arguments.of("another scheme", Reason.HEADER_MALFORMED, bearer("Basic dG9rZW4=")),
                Arguments.of(
                        "a second too old",
                        Reason.TIMESTAMP_TOO_OLD,
                        timestamped(301, "X-Sign", "t=" + NOW + ",v1=" + HEX)),
                Arguments.of(
                        "a second too new",
                        Reason.TIMESTAMP_IN_FUTURE,
                        timestamped(-301, "X-Sign", "t=" + NOW + ",v1=" + HEX)),
                Arguments.of(
                        "another's signature",
                        Reason.SIGNATURE_MISMATCH,
                        standard("svix-id", "m", "svix-timestamp", NOW, "svix-signature", "v1," + HEX)),
                Arguments.of("no Authorization", Reason.TOKEN_MISSING, bearer()),
                Arguments.of("no URL token", Reason.TOKEN_MISSING, url("/webhooks/here")),
                Arguments.of("another's bearer token", Reason.TOKEN_MISMATCH, bearer("Bearer other")),
                Arguments.of("another's URL token", Reason.TOKEN_MISMATCH, url("/webhooks/here/other")));
    }

    @Test
    void noReasonIsWithoutASituation() {
        assertThat(situations().map(row -> (Reason) row.get()[1]).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Reason.class));
    }

    private static VerificationResult standard(String... headers) {
        return StandardWebhooksSignature.of("svix-", TrustPolicy.signedWith(Samples.BASE64_SECRET))
                .verify(Samples.delivery(Samples.BODY, headers), proof -> Samples.EVENT);
    }

    private static VerificationResult timestamped(long late, String... headers) {
        RawDelivery delivery = Samples.delivery(Samples.BODY, headers);
        return TimestampedSignature.of("X-Sign", TrustPolicy.signedWith(Samples.RAW_SECRET), KeyEncoding.RAW)
                .verify(delivery.withReceivedAt(Samples.ARRIVAL.plusSeconds(late)), proof -> Samples.EVENT);
    }

    private static Rejected bearer(String... values) {
        String[] headers = Stream.of(values)
                .flatMap(value -> Stream.of("Authorization", value))
                .toArray(String[]::new);
        return BearerToken.of(Secret.of("token")).broken(Samples.headers(headers));
    }

    private static Rejected url(String path) {
        return UrlToken.of(List.of(Secret.of("token"))).broken("here", URI.create(path));
    }
}
