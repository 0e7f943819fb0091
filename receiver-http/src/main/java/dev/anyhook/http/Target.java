package dev.anyhook.http;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a delivery is addressed to.
 *
 * @param endpoint the name after {@code /webhooks/}
 * @param holdsToken whether one more segment follows
 * @param uri the whole request target, query included
 */
record Target(String endpoint, boolean holdsToken, URI uri) {
    static final String ROOT = "/webhooks/";

    /** The path of a raw request target, which need not be a URI. */
    static String path(String raw) {
        int query = raw.indexOf('?');
        return query < 0 ? raw : raw.substring(0, query);
    }

    /**
     * The target that {@code raw} spells; null unless it is {@link #ROOT}, a name, and at most one segment more, both
     * of characters that are never percent-encoded.
     */
    static @Nullable Target parse(String raw) {
        String path = path(raw);
        int slash = path.indexOf('/', ROOT.length());
        int end = slash < 0 ? path.length() : slash;
        boolean wellFormed = path.startsWith(ROOT)
                && isSegment(path, ROOT.length(), end)
                && (slash < 0 || isSegment(path, slash + 1, path.length()));
        if (!wellFormed) {
            return null;
        }
        try {
            return new Target(path.substring(ROOT.length(), end), slash >= 0, new URI(raw));
        } catch (URISyntaxException oddQuery) {
            return null;
        }
    }

    /** Whether {@link #parse} would give an equal target for {@code raw}. */
    boolean isSpelled(String raw) {
        return uri.toString().equals(raw);
    }

    private static boolean isSegment(String path, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "-._~".indexOf(c) < 0) {
                return false;
            }
        }
        return to > from;
    }

    /** The endpoint's name alone: what follows may be a secret. */
    @Override
    public String toString() {
        return "Target[endpoint=" + endpoint + "]";
    }
}
