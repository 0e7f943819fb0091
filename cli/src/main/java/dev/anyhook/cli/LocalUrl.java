package dev.anyhook.cli;

import dev.anyhook.Secret;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.ServerConfig;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.VendorApi;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a receiver on this machine takes deliveries for one endpoint. */
final class LocalUrl {
    private LocalUrl() {}

    /** What was asked for, or where the configured server listens; with the endpoint's path and token added. */
    static URI of(EndpointConfig endpoint, ServerConfig server, @Nullable URI asked) {
        URI url = asked == null ? origin(server) : asked;
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null || !VendorApi.isLoopback(url.getHost())) {
            throw new WrongUseException("samples are sent to this machine only: give --to an http URL of 127.0.0.1,"
                    + " [::1] or localhost");
        }
        if (!Route.isMissingIn(url)) {
            return url;
        }
        URI whole = url.resolve(Route.of(endpoint.name()));
        return endpoint.urlTokens().isEmpty()
                ? whole
                : UrlToken.appendedTo(whole, endpoint.urlTokens().get(0));
    }

    private static URI origin(ServerConfig server) {
        if (server.port() == 0) {
            throw new WrongUseException("the configured server picks a free port: give it with --to");
        }
        String host = server.host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String reachable = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + reachable + ":" + server.port());
    }

    /** {@code url} without the endpoint's tokens. */
    static String shown(URI url, EndpointConfig endpoint) {
        String text = url.toString();
        for (Secret token : endpoint.urlTokens()) {
            text = text.replace(token.reveal(), "[url-token]");
        }
        return text;
    }
}
