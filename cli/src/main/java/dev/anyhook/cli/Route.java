package dev.anyhook.cli;

import java.net.URI;

/** Where the server takes deliveries for an endpoint. */
final class Route {
    private Route() {}

    /** The path, without a token. */
    static String of(String endpoint) {
        return "/webhooks/" + endpoint;
    }

    /** Whether {@code path} leads to {@code endpoint}, with a token or without. */
    static boolean leadsTo(String path, String endpoint) {
        return path.equals(of(endpoint)) || path.startsWith(of(endpoint) + "/");
    }

    /** Whether {@code url} names a server and no path on it. */
    static boolean isMissingIn(URI url) {
        String path = url.getRawPath();
        return path == null || path.isEmpty() || path.equals("/");
    }
}
