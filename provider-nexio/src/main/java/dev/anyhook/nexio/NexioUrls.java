package dev.anyhook.nexio;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether two texts spell one URL.
 *
 * <p>No page says that a URL comes back from Nexio as it was sent. So scheme and host count without their case, the
 * scheme's own port and an empty path as if they were left out, and dot segments as where they lead. A text that is no
 * URL equals itself alone.
 */
final class NexioUrls {
    private NexioUrls() {}

    static boolean same(String one, String other) {
        URI first = comparable(one);
        URI second = comparable(other);
        return (first == null || second == null) ? one.equals(other) : first.equals(second);
    }

    /** Null for what is no URL with a host. */
    private static @Nullable URI comparable(String text) {
        try {
            URI url = new URI(text).normalize();
            if (url.getScheme() == null || url.getHost() == null) {
                return null;
            }
            String scheme = url.getScheme().toLowerCase(Locale.ROOT);
            String user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo() + "@";
            String host = url.getHost().toLowerCase(Locale.ROOT);
            boolean usual = url.getPort() == -1 || url.getPort() == usualPort(scheme);
            String port = usual ? "" : ":" + url.getPort();
            String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            String fragment = url.getRawFragment() == null ? "" : "#" + url.getRawFragment();
            String spelled = scheme + "://" + user + host + port + path + query + fragment;
            return new URI(new URI(spelled).toASCIIString()); // Equal without the case of %c3, too.
        } catch (URISyntaxException notAUrl) {
            return null;
        }
    }

    private static int usualPort(String scheme) {
        return switch (scheme) {
            case "https" -> 443;
            case "http" -> 80;
            default -> -1;
        };
    }
}
