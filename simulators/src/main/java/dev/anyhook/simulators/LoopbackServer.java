package dev.anyhook.simulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A vendor's API on a free port of 127.0.0.1, which records every request and fails on request. */
final class LoopbackServer implements AutoCloseable {
    private static final int MAX_BODY = 256 * 1024;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final VendorApi api;
    private final HttpServer http;
    private final ExecutorService threads;
    private final Faults faults = new Faults();
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LoopbackServer(VendorApi api, HttpServer http, ExecutorService threads) {
        this.api = api;
        this.http = http;
        this.threads = threads;
    }

    static LoopbackServer start(VendorApi api) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
            ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::daemon);
            var server = new LoopbackServer(api, http, threads);
            http.createContext("/", server::handle);
            http.setExecutor(threads);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no port of 127.0.0.1 could be opened", e);
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "anyhook-simulator");
        thread.setDaemon(true);
        return thread;
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    Faults faults() {
        return faults;
    }

    List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            var request = ApiRequest.of(exchange, body);
            calls.add(request.recorded());
            Optional<Faults.Fault> fault = faults.next();
            if (fault.isPresent() && fault.get().way() == Faults.Way.HANG) {
                closed.await();
                return;
            }
            Answer answer = fault.map(Faults.Fault::answer).orElseGet(() -> answer(request, body.length));
            if (fault.isEmpty() || fault.get().way() == Faults.Way.ANSWER) {
                send(exchange, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(ApiRequest request, int size) {
        if (size > MAX_BODY) {
            return api.refusal(413, "Request body too large");
        }
        try {
            return api.answer(request);
        } catch (Refusal refusal) {
            return api.refusal(refusal.status(), refusal.words());
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
