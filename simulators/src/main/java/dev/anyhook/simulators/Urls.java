package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The URLs that a vendor lets a customer register. */
final class Urls {
    private Urls() {}

    /** The absolute HTTPS URL that {@code node} says. */
    static Optional<URI> https(JsonNode node) {
        return web(node).filter(url -> url.getScheme().equalsIgnoreCase("https"));
    }

    /** The absolute HTTP or HTTPS URL that {@code node} says. */
    static Optional<URI> web(JsonNode node) {
        if (!node.isTextual()) {
            return Optional.empty();
        }
        try {
            var url = new URI(node.textValue());
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException notUrl) {
            return Optional.empty();
        }
    }
}
