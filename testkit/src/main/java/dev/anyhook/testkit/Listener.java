package dev.anyhook.testkit;

import com.sun.net.httpserver.HttpServer;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our side of a webhook on loopback: keeps what arrives, byte for byte, and answers 200. Verifies nothing. */
public final class Listener implements AutoCloseable {
    private static final int MOST_BYTES = 1024 * 1024;

    private final HttpServer server;
    private final BlockingQueue<RawDelivery> arrived = new LinkedBlockingQueue<>();

    private Listener(HttpServer server) {
        this.server = server;
    }

    /**
     * Listens on a free port.
     *
     * @param endpoint the name of the endpoint that everything is addressed to
     * @param clock tells when a delivery arrives
     */
    public static Listener start(String endpoint, InstantSource clock) {
        try {
            var listener =
                    new Listener(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            listener.listen(endpoint, clock);
            return listener;
        } catch (IOException noPort) {
            throw new IllegalStateException("no free port", noPort);
        }
    }

    private void listen(String endpoint, InstantSource clock) {
        server.createContext("/", exchange -> {
            arrived.add(new RawDelivery(
                    endpoint,
                    exchange.getRequestURI(),
                    HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true),
                    Payload.readFrom(exchange.getRequestBody(), MOST_BYTES),
                    clock.instant()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** Scheme, host and port. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next delivery, which fails the test if it does not come within 20 s. */
    public RawDelivery next() throws InterruptedException {
        RawDelivery delivery = arrived.poll(20, TimeUnit.SECONDS);
        if (delivery == null) {
            throw new AssertionError("nothing arrived");
        }
        return delivery;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
