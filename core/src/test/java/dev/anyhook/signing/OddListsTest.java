package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Verified;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists with items of nothing, which are no signatures and hide none. */
class OddListsTest {
    private static final String HEADER = "X-Vendor-Signature";
    private static final String NOW = Long.toString(Samples.NOW);
    private static final String T = "t=" + NOW;
    private static final String GOOD = "v1=" + Samples.hex(Samples.KEY, NOW, Samples.BODY);

    private final TimestampedSignature scheme =
            TimestampedSignature.of(HEADER, TrustPolicy.signedWith(Samples.RAW_SECRET), KeyEncoding.RAW);

    @ParameterizedTest
    @ValueSource(strings = {",%s,%s", ",,%s,%s", "%s,%s,", ",%s,,%s,,"})
    void itemsOfNothingHideNoOther(String form) {
        for (String value : new String[] {form.formatted(T, GOOD), form.formatted(GOOD, T)}) {
            assertThat(scheme.verify(Samples.delivery(Samples.BODY, HEADER, value), signed -> Samples.EVENT))
                    .as("header %s", form)
                    .isEqualTo(new Verified(Samples.EVENT, "#1"));
        }
    }
}
