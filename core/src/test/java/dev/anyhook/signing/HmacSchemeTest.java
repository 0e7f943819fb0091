package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be declared, and what is refused before anything is received. */
class HmacSchemeTest {
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Samples.RAW_SECRET);
    private static final HmacScheme BODY_ONLY =
            HmacScheme.over("{body}").signatureIn("X-Sign", "sha256=", Spelling.HEX);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{body}",
                "{timestamp}.{body}",
                "{id}.{timestamp}.{body}",
                "v0:{timestamp}:{body}",
                "{timestamp}{id}.{body}",
                "{timestamp}\u0000{body}"
            })
    void aBorderOnlyNeedsACharacterThatCannotBeCrossed(String template) {
        boolean fine = !template.contains("}{") && template.indexOf(0) < 0;

        if (fine) {
            assertThatCode(() -> HmacScheme.over(template)).doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> HmacScheme.over(template));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{id}", "{body}.", "{body}{body}", "{Body}", "body", "{body}.{timestamp}", "{ body }"})
    void theBodyMustBeSignedAndComeLast(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over(template))
                .withMessageContaining("'" + template + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id}{timestamp}.{body}",
                "{id}{body}",
                "{timestamp}{body}",
                "{id}.{timestamp}{body}",
                "{timestamp}0{body}",
                "{id}7.{body}"
            })
    void noBorderMayBeOpen(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over(template))
                .withMessageContaining("could move the border");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{id}.{id}.{body}", "{timestamp}.{timestamp}.{body}"})
    void nothingIsNamedTwice(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over(template))
                .withMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{url}.{body}",
                "{time{id}stamp}.{body}",
                "{id{timestamp}}.{body}",
                "caf\u00E9:{body}",
                "a b{body}",
                "}{body}",
                "{{body}"
            })
    void theRestIsVisibleAsciiWithoutBraces(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over(template))
                .withMessageContaining("knows id, timestamp and body");
    }

    @Test
    void whatIsNotSignedCanBeNeitherIdNorInstant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BODY_ONLY.idIn("X-Delivery"))
                .withMessage("{body} does not sign an {id}, so anyone could change the one in X-Delivery");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BODY_ONLY.timestampIn("X-Time"))
                .withMessage("{body} does not sign a {timestamp}, so anyone could change the one in X-Time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over("{body}")
                        .signaturesIn("X-Sign", ',', "v1=", Spelling.HEX)
                        .timestampItem("t="))
                .withMessageContaining("does not sign a {timestamp}");
    }

    @Test
    void whatIsSignedMustBeFoundSomewhere() {
        HmacScheme headless = HmacScheme.over("{body}");
        HmacScheme timeless = HmacScheme.over("{timestamp}.{body}").signatureIn("X-Sign", "", Spelling.HEX);
        HmacScheme nameless = HmacScheme.over("{id}.{body}").signatureIn("X-Sign", "", Spelling.HEX);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> headless.prepared(TRUST))
                .withMessage("the scheme over {body} does not say which header holds the signature");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeless.prepared(TRUST))
                .withMessage("the scheme over {timestamp}.{body} does not say where the {timestamp} is");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> nameless.prepared(TRUST))
                .withMessage("the scheme over {id}.{body} does not say which header holds the {id}");
    }

    @Test
    void aSingleSignatureHasNoListThatATimestampCouldBeAnItemOf() {
        HmacScheme single = HmacScheme.over("{timestamp}.{body}").signatureIn("X-Sign", "v1=", Spelling.HEX);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> single.timestampItem("t="))
                .withMessage("signatureIn says that the header holds one signature and nothing else: say signaturesIn,"
                        + " with the separator, where a timestamp stands beside it");
    }

    @Test
    void aTimestampItemMustBeOfTheListAndNoSignature() {
        HmacScheme scheme = HmacScheme.over("{timestamp}.{body}");
        HmacScheme listed = scheme.signaturesIn("X-Sign", ',', "v1=", Spelling.HEX);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheme.timestampItem("t="))
                .withMessage("say signaturesIn before timestampItem: it is an item of that list");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listed.timestampItem("t=").signaturesIn("X-Other", ',', "v1=", Spelling.HEX))
                .withMessage("say signaturesIn before timestampItem: it is an item of that list");
        assertThatIllegalArgumentException().isThrownBy(scheme::inMilliseconds);
        for (String mark : new String[] {"", "v", "v1=", "v1=t", "a,b", "t ="}) {
            assertThatIllegalArgumentException().isThrownBy(() -> listed.timestampItem(mark));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        scheme.signaturesIn("X-Sign", ',', "", Spelling.HEX).timestampItem("t="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Sign", "X-Sign:", "X-Sign\n", "\u00FC"})
    void aHeaderNeedsANameThatHeadersCanHave(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over("{body}").signatureIn(name, "", Spelling.HEX));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over("{id}.{body}").idIn(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HmacScheme.over("{timestamp}.{body}").timestampIn(name));
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException().isThrownBy(() -> HmacScheme.over(null)).withMessage("template");
        assertThatNullPointerException()
                .isThrownBy(() -> HmacScheme.over("{body}").signatureIn("X-Sign", "", null))
                .withMessage("spelling");
        assertThatNullPointerException()
                .isThrownBy(() -> BODY_ONLY.withKeyEncoding(null))
                .withMessage("encoding");
    }

    @Test
    void aPolicyThatCouldNeverHoldIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BODY_ONLY.prepared(TrustPolicy.acceptingAnyoneUnsigned()))
                .withMessage("no signing secret: every delivery would be refused");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BODY_ONLY.prepared(TrustPolicy.urlToken(Secret.of("token"))))
                .withMessageContaining("URL token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BODY_ONLY.prepared(TRUST.andBearer(Secret.of("bearer"))))
                .withMessageContaining("bearer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BODY_ONLY.prepared(TrustPolicy.signedWith(Secret.of("whsec_"))))
                .withMessageContaining("nothing but the prefix");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BODY_ONLY.withKeyEncoding(KeyEncoding.BASE64).prepared(TRUST))
                .withMessageContaining("not standard base64");
    }
}
