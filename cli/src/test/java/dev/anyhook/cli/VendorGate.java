package dev.anyhook.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Stands before a vendor's API, and lets something happen when a call is to change anything, before the vendor hears of
 * it; which it never does if that gives false.
 */
final class VendorGate implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer http;
    private final URI vendor;
    private final Callable<Boolean> meanwhile;

    private VendorGate(HttpServer http, URI vendor, Callable<Boolean> meanwhile) {
        this.http = http;
        this.vendor = vendor;
        this.meanwhile = meanwhile;
    }

    static VendorGate before(URI vendor, Callable<Boolean> meanwhile) throws IOException {
        var gate = new VendorGate(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), vendor, meanwhile);
        gate.http.createContext("/", gate::pass);
        gate.http.start();
        return gate;
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + vendor.getPath());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!method.equals("GET") && !meanwhile.call()) {
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(vendor.resolve(exchange.getRequestURI()))
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : new String[] {"Authorization", "Content-Type"}) {
                exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(each -> request.header(name, each));
            }
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException(failed);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
