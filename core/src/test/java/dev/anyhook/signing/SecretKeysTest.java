package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeysTest {
    @ParameterizedTest
    @CsvSource({
        "whsec_c2VjcmV0,BASE64,secret",
        "c2VjcmV0,BASE64,secret",
        "whsec_+/+/,BASE64,\u00FB\u00FF\u00BF",
        "whsec_c2VjcmU=,BASE64,secre",
        "whsec_c2VjcmU,BASE64,secre",
        "whsec_c2VjcmV0,STRIP_PREFIX,c2VjcmV0",
        "c2VjcmV0,STRIP_PREFIX,c2VjcmV0",
        "whsec_whsec_x,STRIP_PREFIX,whsec_x",
        "whsec_c2VjcmV0,RAW,whsec_c2VjcmV0",
        "WHSEC_c2VjcmV0,STRIP_PREFIX,WHSEC_c2VjcmV0"
    })
    void readsTheKey(String secret, KeyEncoding encoding, String key) {
        byte[] latin = key.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(SecretKeys.prepare(TrustPolicy.signedWith(Secret.of(secret)), encoding)
                        .get(0)
                        .sign(new byte[0], Samples.BODY))
                .isEqualTo(HmacSha256.of("expected", latin).sign(new byte[0], Samples.BODY));
    }

    @Test
    void differentKeysSignDifferently() {
        byte[] one = HmacSha256.of("one", new byte[] {1}).sign(new byte[0], Payload.empty());

        assertThat(HmacSha256.of("two", new byte[] {2}).sign(new byte[0], Payload.empty()))
                .isNotEqualTo(one);
        assertThat(HmacSha256.of("one", new byte[] {1}).sign(new byte[] {0}, Payload.empty()))
                .isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whsec_url-safe_alphabet_",
                "whsec_c2Vjc mV0",
                "whsec_c2VjcmU==",
                "whsec_c2Vjc",
                "whsec_====",
                "whsec_c2VjcmV0\n!",
                "Whsec_c2VjcmV0",
                "sk_live!c2VjcmV0"
            })
    void refusesWhatIsNotStandardBase64WithoutQuotingIt(String secret) {
        assertThatThrownBy(() -> SecretKeys.prepare(
                        TrustPolicy.signedWith(Secret.labelled("newest", secret)), KeyEncoding.BASE64))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret newest is not standard base64 after whsec_; was it copied whole?")
                .hasNoCause();
    }

    @ParameterizedTest
    @EnumSource
    void refusesAPrefixWithoutASecret(KeyEncoding encoding) {
        var secrets = List.of(Samples.BASE64_SECRET, Secret.of("whsec_"));

        assertThatThrownBy(() -> SecretKeys.prepare(TrustPolicy.signedWith(secrets), encoding))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("secret #2 is nothing but the prefix whsec_");
    }

    @ParameterizedTest
    @EnumSource
    void refusesNoSecretAtAll(KeyEncoding encoding) {
        assertThatThrownBy(() -> SecretKeys.prepare(TrustPolicy.acceptingAnyoneUnsigned(), encoding))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("no signing secret: every delivery would be refused");
    }

    @Test
    void namesKeysByPlaceOrByLabel() {
        var secrets = List.of(Secret.of("a"), Secret.labelled("b", "b"), Secret.of("c"));

        assertThat(SecretKeys.prepare(TrustPolicy.signedWith(secrets), KeyEncoding.RAW))
                .extracting(HmacSha256::label)
                .containsExactly("#1", "b", "#3");
    }

    @Test
    void schemesNeedTheNamesOfTheirHeaders() {
        var trust = TrustPolicy.signedWith(Samples.BASE64_SECRET);

        assertThatNullPointerException()
                .isThrownBy(() -> StandardWebhooksSignature.of(null, trust))
                .withMessage("prefix");
        assertThatNullPointerException()
                .isThrownBy(() -> TimestampedSignature.of(null, trust, KeyEncoding.RAW))
                .withMessage("header");
        assertThatNullPointerException()
                .isThrownBy(() -> TimestampedSignature.of("X-Sign", trust, null))
                .withMessage("usual");
    }
}
