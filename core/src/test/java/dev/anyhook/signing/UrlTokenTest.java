package dev.anyhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Secret;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTokenTest {
    private final UrlToken tokens = UrlToken.of(List.of(Secret.of("newest"), Secret.of("older")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/sivi/newest",
                "/webhooks/sivi/older",
                "/newest",
                "/newest?x=/other",
                "https://host.example/webhooks/sivi/newest"
            })
    void acceptsEachOfTheTokens(String target) {
        assertThat(tokens.broken("sivi", URI.create(target))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/sivi/other",
                "/webhooks/sivi/newes",
                "/webhooks/sivi/newest1",
                "/webhooks/sivi/NEWEST",
                "/webhooks/sivi/newes%74",
                "/webhooks/sivi/newest;a=b",
                "/newest/other",
                "/other?newest",
                "/other?/newest",
                "/webhooks/sivix"
            })
    void refusesAnotherToken(String target) {
        assertThat(tokens.broken("sivi", URI.create(target)))
                .isEqualTo(new Rejected(Reason.TOKEN_MISMATCH, "the last path segment is not our URL token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/webhooks/sivi", "/webhooks/sivi/", "/webhooks/sivi/newest/", "/", "?newest", "mailto:newest"})
    void refusesNone(String target) {
        assertThat(tokens.broken("sivi", URI.create(target)))
                .isEqualTo(new Rejected(
                        Reason.TOKEN_MISSING, "the path ends without a token; is the whole URL registered?"));
    }

    @Test
    void needsAToken() {
        assertThatIllegalArgumentException().isThrownBy(() -> UrlToken.of(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "a?b", "a#b", "a%20b", "ä", ".", "..", "a\nb", "a;b", "a:b", "a+b"})
    void needsATokenThatAPathHoldsAsItIs(String token) {
        Secret secret = Secret.of(token);

        for (Runnable use : List.<Runnable>of(
                () -> UrlToken.of(List.of(Secret.of("good"), secret)),
                () -> UrlToken.appendedTo(URI.create("https://host.example/"), secret))) {
            assertThatThrownBy(use::run)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a URL token is 1 to 256 of the characters A-Z a-z 0-9 . _ ~ -");
        }
    }

    @Test
    void aTokenHas256CharactersAtMost() {
        Secret longest = Secret.of("x".repeat(256));

        assertThat(UrlToken.of(List.of(longest)).broken("e", URI.create("/e/" + longest.reveal())))
                .isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> UrlToken.of(List.of(Secret.of("x".repeat(257)))));
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example, https://h.example/newest",
        "https://h.example/, https://h.example/newest",
        "https://h.example/hooks, https://h.example/hooks/newest",
        "https://h.example/hooks/, https://h.example/hooks/newest",
        "https://h.example/hooks/newest, https://h.example/hooks/newest",
        "https://h.example/newest/hooks, https://h.example/newest/hooks/newest",
        "https://h.example/hooks/old-newest, https://h.example/hooks/old-newest/newest",
        "https://h.example/hooks?a=b%20c, https://h.example/hooks/newest?a=b%20c",
        "https://h.example?a=b, https://h.example/newest?a=b",
        "https://h.example/hooks/newest?a=b, https://h.example/hooks/newest?a=b",
        "https://h.example:8443/a%2Fb, https://h.example:8443/a%2Fb/newest"
    })
    void appendsTheTokenOnce(URI url, URI expected) {
        URI appended = UrlToken.appendedTo(url, Secret.of("newest"));

        assertThat(appended).isEqualTo(expected);
        assertThat(UrlToken.appendedTo(appended, Secret.of("newest"))).isEqualTo(expected);
        assertThat(tokens.broken("hooks", appended)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hooks", "mailto:x", "//h.example/hooks", "file:/hooks"})
    void appendsOnlyToAUrlWithSchemeAndHost(URI url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlToken.appendedTo(url, Secret.of("newest")))
                .withMessage("a URL that takes a token needs a scheme and a host");
    }
}
