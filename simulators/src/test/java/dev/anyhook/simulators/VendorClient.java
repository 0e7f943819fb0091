package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A customer's calls to a vendor's API, over HTTP. */
final class VendorClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String[] credentials;

    /** A client that sends {@code credentials}, names and values in turn, with each request. */
    VendorClient(URI base, String... credentials) {
        this.base = base;
        this.credentials = credentials;
    }

    static VendorClient of(DiffioSimulator diffio) {
        return new VendorClient(diffio.api(), "Authorization", "Bearer " + diffio.apiKey());
    }

    static VendorClient of(SiviSimulator sivi) {
        return new VendorClient(sivi.api(), "sivi-api-key", sivi.apiKey());
    }

    static VendorClient of(NexioSimulator nexio) {
        return new VendorClient(nexio.api(), "Authorization", "Bearer " + nexio.apiKey());
    }

    Reply post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Reply send(String method, String path, String json) throws IOException, InterruptedException {
        return send(method, path, json, Duration.ofSeconds(20));
    }

    Reply send(String method, String path, String json, Duration patience) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (credentials.length > 0) {
            request.headers(credentials);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return new Reply(answer.statusCode(), answer.body(), answer);
    }

    /** A vendor's answer. */
    record Reply(int status, String text, HttpResponse<String> http) {
        JsonNode json() {
            return Json.read(text);
        }

        /** The status and the body, to be compared as one. */
        String line() {
            return status + " " + text;
        }
    }
}
