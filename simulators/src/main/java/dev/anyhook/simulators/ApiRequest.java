package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request to a simulated API, its body read and capped. */
record ApiRequest(String method, String path, String query, Headers headers, JsonNode body) {
    static ApiRequest of(HttpExchange exchange, byte[] body) {
        URI target = exchange.getRequestURI();
        String query = target.getRawQuery();
        return new ApiRequest(
                exchange.getRequestMethod(),
                target.getRawPath(),
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                Json.read(body));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    /** The token of an {@code Authorization: Bearer} header. */
    Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    /** The JSON object that was sent, or a refusal with {@code status} and {@code words}. */
    ObjectNode object(int status, String words) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw new Refusal(status, words);
    }

    ApiCall recorded() {
        return new ApiCall(
                method,
                path,
                query,
                headers.keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                body);
    }

    @Override
    public String toString() {
        return "ApiRequest[" + method + " " + path + "]";
    }
}
