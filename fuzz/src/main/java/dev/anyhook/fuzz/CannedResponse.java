package dev.anyhook.fuzz;

import dev.anyhook.Payload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * An answer that never travelled.
 *
 * @param request what it answers
 * @param statusCode its status
 * @param headers its headers
 * @param payload its bytes
 */
record CannedResponse(HttpRequest request, int statusCode, HttpHeaders headers, Payload payload)
        implements HttpResponse<byte[]> {
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
