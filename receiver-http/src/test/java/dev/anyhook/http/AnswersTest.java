package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswersTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(rig.http.uri().resolve(path))
                .header(SigningVendor.HEADER, SigningVendor.signature(body))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void acceptsOnceAndThenCallsItADuplicate() throws Exception {
        HttpResponse<String> first = post("/webhooks/signed", "once");
        HttpResponse<String> second = post("/webhooks/signed", "once");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"status\":\"accepted\"}");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo("{\"status\":\"duplicate\"}");
    }

    @Test
    void takesAClaimWithTheUrlToken() throws Exception {
        assertThat(post("/webhooks/tokened/" + Rig.TOKEN, "claim").statusCode()).isEqualTo(200);
    }

    @Test
    void ignoresTheQueryWhenRouting() throws Exception {
        assertThat(post("/webhooks/signed?a=/b/c&d=%20", "with a query").statusCode())
                .isEqualTo(200);
        assertThat(post("/webhooks/tokened/" + Rig.TOKEN + "?x=/y", "claim and query")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAnEmptyBody() throws IOException {
        assertThat(rig.ask(Requests.signed("")).essence()).isEqualTo(Requests.OK);
    }

    @Test
    void refusesWithoutSayingWhy() throws IOException {
        Reply unsigned = rig.ask(Requests.post("/webhooks/signed", "body"));
        Reply forged = rig.ask(
                Requests.post("/webhooks/signed", "body", SigningVendor.HEADER + ": " + SigningVendor.signature("x")));

        assertThat(unsigned.essence()).isEqualTo("401 {\"status\":\"refused\"}");
        assertThat(forged).isEqualTo(unsigned);
    }

    @Test
    void saysNothingOfItselfAndForbidsCaching() throws IOException {
        Reply reply = rig.ask(Requests.signed("headers"));

        assertThat(reply.head()).isEqualTo("""
                        HTTP/1.1 200 OK\r
                        Content-Type: application/json\r
                        Content-Length: 21\r
                        Cache-Control: no-store\r
                        \r
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
    void takesDeliveriesByPostOnly(String method) throws IOException {
        for (String path : new String[] {"/webhooks/signed", "/webhooks/tokened/x", "/webhooks/nobody", "/webhooks/"}) {
            Reply reply = rig.ask(Requests.plain(method, path));

            assertThat(reply.essence()).isEqualTo("405 {\"status\":\"method not allowed\"}");
            assertThat(reply.header("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        try (Wire wire = rig.wire();
                Wire other = rig.wire()) {
            Reply notAllowed =
                    wire.send(Requests.plain("HEAD", "/webhooks/signed")).readHead();
            Reply up = other.send(Requests.plain("HEAD", "/healthz")).readHead();

            assertThat(notAllowed.status()).isEqualTo(405);
            assertThat(wire.readUntilClosed()).isEmpty();
            assertThat(up.status()).isEqualTo(200);
            assertThat(up.header("Content-Length")).isEqualTo("15");
            assertThat(other.readUntilClosed()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "identity, gzip", "GZIP", "identity\r\nContent-Encoding: gzip"})
    void takesNoEncodedBody(String encoding) throws IOException {
        Reply reply = rig.ask(Requests.signed("encoded", "Content-Encoding: " + encoding));

        assertThat(reply.essence()).isEqualTo("415 {\"status\":\"content encoding not supported\"}");
        assertThat(rig.vendor.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "Identity", "", "identity, identity"})
    void takesABodyThatIsCalledIdentical(String encoding) throws IOException {
        assertThat(rig.ask(Requests.signed("plain", "Content-Encoding: " + encoding))
                        .essence())
                .isEqualTo(Requests.OK);
    }

    @Test
    void answersAnInboxThatFailsWithTryAgain() throws Exception {
        var inbox = new ReluctantInbox();
        try (Rig failing = Rig.start(inbox, options -> options);
                Wire wire = failing.wire()) {
            wire.send(Requests.signed("kept nowhere"));
            inbox.nextAppend().completeExceptionally(new IllegalStateException("disk full"));
            Reply reply = wire.read();

            assertThat(reply.essence()).isEqualTo("503 {\"status\":\"unavailable\"}");
            assertThat(reply.header("Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void countsParallelDuplicatesOnce() {
        var answers = new ArrayList<CompletableFuture<String>>();
        HttpRequest request = HttpRequest.newBuilder(rig.http.uri().resolve("/webhooks/signed"))
                .header(SigningVendor.HEADER, SigningVendor.signature("many"))
                .POST(BodyPublishers.ofString("many"))
                .build();

        for (int i = 0; i < 64; i++) {
            answers.add(client.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body));
        }

        assertThat(answers.stream().map(CompletableFuture::join))
                .hasSize(64)
                .containsOnlyOnce("{\"status\":\"accepted\"}")
                .containsOnly("{\"status\":\"accepted\"}", "{\"status\":\"duplicate\"}");
    }
}
