package dev.anyhook.testkit;

import dev.anyhook.Payload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A vendor's answer that nobody had to wait for. */
record Answered(HttpRequest request, int statusCode, HttpHeaders headers, Payload payload)
        implements HttpResponse<byte[]> {
    static Answered of(HttpRequest request, int status, String body) {
        return of(request, status, Map.of("Content-Type", List.of("application/json")), body);
    }

    static Answered of(HttpRequest request, int status, Map<String, List<String>> headers, String body) {
        return new Answered(request, status, HttpHeaders.of(headers, (name, value) -> true), Payload.utf8(body));
    }

    @Override
    public byte[] body() {
        return payload.toByteArray();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }
}
