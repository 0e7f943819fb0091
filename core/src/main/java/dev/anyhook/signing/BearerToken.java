package dev.anyhook.signing;

import dev.anyhook.Secret;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A static token in the Authorization header. Says who is calling, not that the body is intact: only ever in addition
 * to a signature.
 */
public final class BearerToken {
    private static final String HEADER = "Authorization";
    private static final String SCHEME = "Bearer ";

    private final Secret token;

    private BearerToken(Secret token) {
        this.token = token;
    }

    /**
     * The header that must carry {@code token}, after the scheme {@code Bearer}.
     *
     * @throws IllegalArgumentException unless the token is visible ASCII without blanks
     */
    public static BearerToken of(Secret token) {
        if (!Objects.requireNonNull(token, "token").reveal().chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "bearer must be visible ASCII without blanks: no header brings other characters along unchanged");
        }
        return new BearerToken(token);
    }

    /** Why {@code headers} do not carry the token; null when they do. Comparison takes constant time. */
    public @Nullable Rejected broken(HttpHeaders headers) {
        List<String> values = headers.allValues(HEADER);
        if (values.isEmpty() || (values.size() == 1 && values.get(0).isBlank())) {
            String how = values.isEmpty() ? " is missing" : " is empty";
            return new Rejected(Reason.TOKEN_MISSING, HEADER + how + "; is the token set at the vendor?");
        }
        if (values.size() > 1) {
            return new Rejected(
                    Reason.HEADER_REPEATED, HEADER + " came " + values.size() + " times; it must come once");
        }
        String value = values.get(0);
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Rejected(Reason.HEADER_MALFORMED, HEADER + " is not of the form Bearer <token>");
        }
        return token.matches(value.substring(SCHEME.length()))
                ? null
                : new Rejected(Reason.TOKEN_MISMATCH, "the bearer token is not ours; was it changed on one side only?");
    }
}
