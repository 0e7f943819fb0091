package dev.anyhook.nexio;

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

/** Our side of a webhook on loopback: keeps what arrives, byte for byte, and answers 200. */
final class Listener implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<RawDelivery> arrived = new LinkedBlockingQueue<>();

    Listener(InstantSource clock) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException("no free port", noPort);
        }
        server.createContext("/", exchange -> {
            arrived.add(new RawDelivery(
                    "nexio",
                    exchange.getRequestURI(),
                    HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true),
                    Payload.readFrom(exchange.getRequestBody(), 1024 * 1024),
                    clock.instant()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    RawDelivery next() throws InterruptedException {
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
