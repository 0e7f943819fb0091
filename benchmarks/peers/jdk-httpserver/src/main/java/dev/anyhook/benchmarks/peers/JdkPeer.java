package dev.anyhook.benchmarks.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.svix.Webhook;
import com.svix.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A webhook endpoint as one would write it with the JDK's HTTP server: {@code JdkPeer PORT SECRET [JDBC-URL]}; without
 * a URL it keeps nothing.
 */
final class JdkPeer {
    private static final int THREADS = 64;
    private static final int BACKLOG = 1024;
    private static final byte[] ACCEPTED = json("accepted");
    private static final byte[] DUPLICATE = json("duplicate");
    private static final byte[] REFUSED = json("refused");

    private final Webhook webhook;
    private final Store store;

    private JdkPeer(Webhook webhook, Store store) {
        this.webhook = webhook;
        this.store = store;
    }

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        Store store = args.length > 2 ? new Table(args[2]) : (id, body) -> true;
        var peer = new JdkPeer(new Webhook(args[1]), store);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.createContext("/webhooks/diffio", peer::handle);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.start();
    }

    private static byte[] json(String status) {
        return ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, List<String>> headers = exchange.getRequestHeaders();
            try {
                webhook.verify(body, HttpHeaders.of(headers, (name, value) -> true));
            } catch (WebhookVerificationException forged) {
                answer(exchange, 401, REFUSED);
                return;
            }
            boolean stored = store.keep(exchange.getRequestHeaders().getFirst("svix-id"), body);
            answer(exchange, 200, stored ? ACCEPTED : DUPLICATE);
        } catch (SQLException down) {
            exchange.sendResponseHeaders(503, -1);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
