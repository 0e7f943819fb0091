package dev.anyhook.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A vendor on this machine that answers what it was told to, in that order, and a transport that never really waits.
 */
final class VendorServer implements VendorAccount.Transport, AutoCloseable {
    static final Secret KEY = Secret.of("canary-api-key");

    /** What came: method, target, and body. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    final List<Duration> pauses = new ArrayList<>();

    private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final VendorAccount.Transport transport;

    VendorServer(Duration answer, int maxAnswerBytes) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        transport = VendorAccount.Transport.limitedTo(Duration.ofSeconds(5), answer, maxAnswerBytes);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            answers.remove().handle(exchange);
        }
    }

    VendorServer then(HttpHandler answer) {
        answers.add(answer);
        return this;
    }

    /** Answers {@code status} with {@code body} and headers by name and value. */
    VendorServer then(int status, String body, String... headers) {
        return then(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    VendorCall call(String method, String path) {
        return call(method, path, this);
    }

    /** A call to this vendor by another way. */
    VendorCall call(String method, String path, VendorAccount.Transport way) {
        VendorAccount account = VendorAccount.of(KEY).at(base()).over(way);
        return VendorApi.of(ProviderId.of("acme"), account, base(), VendorServer::said)
                .withHeader("Authorization", "Bearer ", KEY)
                .call("configure", method, path);
    }

    private static VendorErrors.Said said(JsonNode body) {
        return new VendorErrors.Said(
                body.path("code").textValue(), body.path("message").textValue());
    }

    @Override
    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return transport.send(request);
    }

    @Override
    public void pause(Duration duration) {
        pauses.add(duration);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
