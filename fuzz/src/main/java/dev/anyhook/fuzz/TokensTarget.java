package dev.anyhook.fuzz;

import dev.anyhook.Secret;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.signing.BearerToken;
import dev.anyhook.signing.UrlToken;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two tokens: a bearer holds where it is the one credential, a URL token where the path ends in it. */
final class TokensTarget implements FuzzTarget {
    static final String BEARER = "bearer-of-the-fuzz-tests";
    static final List<String> URL_TOKENS = List.of("url-token-of-the-fuzz-tests", "the-token-before_it~1.0");

    private static final List<String> SECRETS = List.of(BEARER, URL_TOKENS.get(0), URL_TOKENS.get(1));

    private final BearerToken bearer = BearerToken.of(Secret.of(BEARER));
    private final UrlToken urlToken =
            UrlToken.of(URL_TOKENS.stream().map(Secret::of).toList());

    /** The words for tokens: {@code bearer}, {@code token} and {@code token:old}. */
    static byte @Nullable [] word(String word) {
        String text = switch (word) {
            case "bearer" -> BEARER;
            case "token" -> URL_TOKENS.get(0);
            case "token:old" -> URL_TOKENS.get(1);
            default -> null;
        };
        return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether {@code headers} hold {@link #BEARER}, by the definition of RFC 6750. */
    static boolean isBorneBy(HttpHeaders headers) {
        List<String> values = headers.allValues("Authorization");
        return values.size() == 1
                && values.get(0).length() == "Bearer ".length() + BEARER.length()
                && values.get(0).substring(0, 7).toLowerCase(Locale.ROOT).equals("bearer ")
                && values.get(0).endsWith(BEARER);
    }

    /** Whether the path of {@code target} ends in a slash and one of {@link #URL_TOKENS}, or is nothing but one. */
    static boolean isEndOf(URI target) {
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        return URL_TOKENS.stream().anyMatch(token -> path.equals(token) || path.endsWith("/" + token));
    }

    @Override
    public void accept(byte[] input) {
        Letter letter = Letter.parse(Template.expand(input, TokensTarget::word));
        HttpHeaders headers = letter.merged();
        judged(bearer.broken(headers), isBorneBy(headers), "a bearer");
        judged(urlToken.broken("live", letter.target()), isEndOf(letter.target()), "a URL token");
        appended(letter.target());
    }

    private static void judged(@Nullable Rejected broken, boolean expected, String what) {
        Promise.holds((broken == null) == expected, what + " holds where it is ours, and nowhere else");
        if (broken != null) {
            Promise.isDiscreet(broken.detail(), SECRETS);
        }
    }

    private void appended(URI url) {
        URI registered;
        try {
            registered = UrlToken.appendedTo(url, Secret.of(URL_TOKENS.get(0)));
        } catch (IllegalArgumentException refused) {
            Promise.isDiscreet(String.valueOf(refused.getMessage()), SECRETS);
            return;
        }
        Promise.holds(urlToken.broken("live", registered) == null, "a URL that was given a token ends in it");
        Promise.holds(
                UrlToken.appendedTo(registered, Secret.of(URL_TOKENS.get(0))).equals(registered),
                "a token is appended once");
        Promise.holds(
                String.valueOf(registered.getRawQuery()).equals(String.valueOf(url.getRawQuery()))
                        && registered.getRawAuthority().equals(url.getRawAuthority()),
                "host and query stay");
    }
}
