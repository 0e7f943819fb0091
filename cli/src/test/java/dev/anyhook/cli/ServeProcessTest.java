package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.http.HttpLimits;
import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as an operator runs it. */
@Timeout(120)
class ServeProcessTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int MORE_THAN_A_PIPE_HOLDS = 400;

    /** Ten lines of each are more than a pipe holds. */
    private static final int ENDPOINTS = 100;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    private ServeProcess serve() throws IOException {
        return serve("-XX:+ExitOnOutOfMemoryError");
    }

    private ServeProcess serve(String javaOptions) throws IOException {
        Files.writeString(
                directory.resolve("anyhook.yaml"),
                "server: { port: 0 }\ninbox: { url: memory }\nendpoints: { d: { provider: diffio, secrets: ['${DIFFIO_SECRET}'] } }\n");
        return ServeProcess.start(
                directory,
                Map.of("DIFFIO_SECRET", SECRET, "JAVA_TOOL_OPTIONS", javaOptions),
                "dev.anyhook.cli.Main",
                "serve");
    }

    private String deliver(URI server) throws IOException, InterruptedException {
        SampleDelivery sample = Samples.diffio("generation.completed", SECRET, Instant.now());
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/webhooks/d"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
        return String.valueOf(sample.headers().get("svix-id"));
    }

    @Test
    void handsOverAllThatItAcceptedBeforeItEnds() throws IOException, InterruptedException {
        try (ServeProcess process = serve()) {
            URI server = process.uri();
            var delivered = new ArrayList<String>();
            for (int i = 0; i < MORE_THAN_A_PIPE_HOLDS; i++) {
                delivered.add(deliver(server));
            }

            process.terminate();
            List<String> written = process.remainingLines();

            var ids = new ArrayList<String>();
            for (String line : written) {
                ids.add(new JsonMapper().readTree(line).path("id").asText());
            }
            assertThat(ids).containsExactlyInAnyOrderElementsOf(delivered);
            assertThat(process.exitCode()).isEqualTo(143);
            assertThat(process.log())
                    .content()
                    .contains("stopping", "stopped")
                    .doesNotContain("not handled", "not all events", SECRET);
        }
    }

    /** A header may count two bytes and takes some hundred of memory. */
    @Test
    void survivesHalfSentHeadersInLittleMemory() throws IOException, InterruptedException {
        String half =
                "POST / HTTP/1.1\r\n" + "a:\r\n".repeat(HttpLimits.defaults().maxHeaders() / 2 - 50);
        var crowd = new ArrayList<Socket>();
        try (ServeProcess process = serve("-Xmx96m -XX:+ExitOnOutOfMemoryError")) {
            URI server = process.uri();
            for (int i = 0; i < 300; i++) {
                var socket = new Socket(server.getHost(), server.getPort());
                crowd.add(socket);
                socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            }
            deliver(server);
            assertThat(process.isAlive()).isTrue();
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    @Test
    void goesOnWhenNobodyReadsItsOutput() throws IOException, InterruptedException {
        try (ServeProcess process = serve()) {
            URI server = process.uri();
            process.closeItsOutput();

            deliver(server);
            awaitInLog(process, "Broken pipe");
            deliver(server);

            assertThat(process.isAlive()).isTrue();
        }
    }

    @Test
    void goesOnWhenNobodyReadsItsLog() throws IOException, InterruptedException {
        var configuration = new StringBuilder("server: { port: 0 }\ninbox: { url: memory }\nendpoints:\n");
        configuration.append("  d: { provider: diffio, secrets: ['${DIFFIO_SECRET}'] }\n");
        for (int i = 0; i < ENDPOINTS; i++) {
            String secret = "whsec_"
                    + Base64.getEncoder()
                            .encodeToString(("a secret of its own " + (1_000 + i)).getBytes(StandardCharsets.UTF_8));
            configuration.append("  e" + i + ": { provider: diffio, secrets: ['" + secret + "'] }\n");
        }
        Files.writeString(directory.resolve("anyhook.yaml"), configuration);
        try (ServeProcess process = ServeProcess.startUnheard(directory, Map.of("DIFFIO_SECRET", SECRET))) {
            URI server = process.uri();
            for (int i = 0; i < 10 * ENDPOINTS; i++) {
                HttpRequest refused = HttpRequest.newBuilder(server.resolve("/webhooks/e" + i % ENDPOINTS))
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                assertThat(client.send(refused, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(401);
            }
            deliver(server);
            process.terminate();
            assertThat(process.remainingLines()).hasSize(1);
            assertThat(process.exitCode()).isEqualTo(143);
        }
    }

    private static void awaitInLog(ServeProcess process, String part) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.readString(process.log()).contains(part)) {
            assertThat(System.nanoTime())
                    .as("%s must appear in the log in time", part)
                    .isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Test
    void endsAtOnceWhenTheConfigurationCannotBeUsed() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("anyhook.yaml"), "endpoints: { d: { provider: diffio } }\n");

        try (ServeProcess process = ServeProcess.start(directory, "UNUSED", "x")) {
            assertThat(process.remainingLines()).isEmpty();
            assertThat(process.exitCode()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(process.log())
                    .hasContent("anyhook.yaml:1: endpoints.d: diffio signs its deliveries: add secrets with the"
                            + " endpoint's signing secret");
        }
    }
}
