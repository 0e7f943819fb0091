package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The URLs that a vendor lets a customer register. */
final class Urls {
    private Urls() {}

    /** {@code url} itself, which its vendor takes if it is HTTP or HTTPS. */
    static URI requireWeb(URI url) {
        if (!isWeb(url)) {
            throw new IllegalArgumentException("a webhook URL is http(s)://host/path");
        }
        return url;
    }

    /** The absolute HTTPS URL that {@code node} says. */
    static Optional<URI> https(JsonNode node) {
        return web(node).filter(url -> url.getScheme().equalsIgnoreCase("https"));
    }

    /** {@code url} itself, which its vendor takes only if it is HTTPS. */
    static URI requireHttps(URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
            throw new IllegalArgumentException("a webhook URL is https://host/path here; deliverVia says where the"
                    + " proxy in front of it listens");
        }
        return url;
    }

    /** The absolute HTTP or HTTPS URL that {@code node} says. */
    static Optional<URI> web(JsonNode node) {
        if (!node.isTextual()) {
            return Optional.empty();
        }
        try {
            var url = new URI(node.textValue());
            return isWeb(url) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException notUrl) {
            return Optional.empty();
        }
    }

    private static boolean isWeb(URI url) {
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        return web && url.getHost() != null;
    }
}
