package dev.anyhook.signing;

import dev.anyhook.Secret;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An unguessable last path segment. Proves who knows the URL, not that the body is intact. Comparison takes constant
 * time, and takes as long for the first token as for the last.
 */
public final class UrlToken {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._~-]{1,256}");

    private final List<Secret> tokens;

    private UrlToken(List<Secret> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /**
     * A check against {@code tokens}.
     *
     * @param tokens any of which will do, newest first
     * @throws IllegalArgumentException if there is none, or one that a path cannot hold as it is
     */
    public static UrlToken of(List<Secret> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("no URL token: anyone could claim anything");
        }
        tokens.forEach(UrlToken::checked);
        return new UrlToken(tokens);
    }

    /**
     * {@code url} with {@code token} as its last path segment, which it may have already.
     *
     * @throws IllegalArgumentException if {@code url} has no scheme or no host, or the path cannot hold the token
     */
    public static URI appendedTo(URI url, Secret token) {
        checked(token);
        if (url.getScheme() == null || url.getRawAuthority() == null) {
            throw new IllegalArgumentException("a URL that takes a token needs a scheme and a host");
        }
        String path = pathOf(url);
        if (token.matches(lastSegment(path))) {
            return url;
        }
        String base = url.getScheme() + "://" + url.getRawAuthority() + (path.endsWith("/") ? path : path + "/");
        return URI.create(base + token.reveal() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
    }

    private static void checked(Secret token) {
        String text = token.reveal();
        if (!SAFE.matcher(text).matches() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("a URL token is 1 to 256 of the characters A-Z a-z 0-9 . _ ~ -");
        }
    }

    /** Why {@code target} does not end in one of the tokens after {@code endpoint}; null when it does. */
    public @Nullable Rejected broken(String endpoint, URI target) {
        String last = lastSegment(pathOf(target));
        boolean matched = false;
        for (Secret token : tokens) {
            matched |= token.matches(last);
        }
        if (matched) {
            return null;
        }
        return last.isEmpty() || last.equals(endpoint)
                ? new Rejected(Reason.TOKEN_MISSING, "the path ends without a token; is the whole URL registered?")
                : new Rejected(Reason.TOKEN_MISMATCH, "the last path segment is not our URL token");
    }

    private static String pathOf(URI target) {
        return target.getRawPath() == null ? "" : target.getRawPath();
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
