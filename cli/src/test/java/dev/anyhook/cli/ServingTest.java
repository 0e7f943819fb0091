package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.cli.config.Config;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import dev.anyhook.simulators.SiviSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServingTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String SERVER = "server: { port: 0, max-body: 4KiB }\n";
    private static final String PORT = SERVER + "inbox: { url: memory }\n";

    @TempDir
    private Path directory;

    private final Lines out = new Lines();
    private final Lines err = new Lines();
    private final HttpClient client = HttpClient.newHttpClient();

    private Serving serve(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("anyhook.yaml"), text);
        Config config = Config.forServing(file, Map.of());
        return Serving.start(config, Shell.of(Map.of(), out, err, InstantSource.system()), serving -> {});
    }

    private int post(URI server, String path, SampleDelivery sample) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void bodiesThatCouldFillTheHeapAreRefused() {
        int body = 64 * 1024 * 1024;

        Serving.insistOnRoom(body, 8L * body);
        assertThatThrownBy(() -> Serving.insistOnRoom(body, 8L * body - 1))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("server.max-body")
                .hasMessageContaining("-Xmx");
    }

    @Test
    void saysWhereItListensAndWritesEvents() throws IOException, InterruptedException {
        String text = PORT + "endpoints: { d: { provider: diffio, secrets: " + SECRET + " } }";
        SampleDelivery sample = Samples.diffio("generation.completed", SECRET, Instant.now());

        try (Serving serving = serve(text)) {
            int first = post(serving.uri(), "/webhooks/d", sample);
            int second = post(serving.uri(), "/webhooks/d", sample);
            int forged = post(
                    serving.uri(),
                    "/webhooks/d",
                    Samples.diffio("generation.completed", "whsec_plJ3nmyCDGBKInavdOK15jsl", Instant.now()));

            assertThat(out.next()).isEqualTo("anyhook listening on " + serving.uri());
            JsonNode event = new JsonMapper().readTree(out.next());
            assertThat(first).isEqualTo(200);
            assertThat(second).isEqualTo(200);
            assertThat(forged).isEqualTo(401);
            assertThat(event.path("id").asText()).isEqualTo(sample.headers().get("svix-id"));
            assertThat(event.path("endpoint").asText()).isEqualTo("d");
            assertThat(event.path("trust").asText()).isEqualTo("signed");
            assertThat(event.path("job").path("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(event.path("payload")).isEqualTo(new JsonMapper().readTree(sample.body()));
        }

        assertThat(out.isEmpty()).isTrue();
        assertThat(err.nextWith("warning:")).contains("memory");
        assertThat(err.nextWith("endpoint d")).isEqualTo("endpoint d takes diffio at /webhooks/d");
        assertThat(err.nextWith("stopp")).isEqualTo("stopping: no more deliveries are taken");
        assertThat(err.next()).isEqualTo("stopped");
    }

    @Test
    void confirmsClaimsWithTheApiKey() throws IOException, InterruptedException {
        try (SiviSimulator vendor = SiviSimulator.start();
                Serving serving = serve(PORT + "endpoints: { s: { provider: sivi, url-token: " + TOKEN + ", api-key: "
                        + vendor.apiKey() + ", api-base: '" + vendor.api() + "' } }")) {
            new Session(directory).run("configure", "s", "--url", "https://hooks.example.com");
            vendor.deliverVia(serving.uri());
            String job = vendor.submit();

            vendor.moveTo(job, "complete");

            out.next();
            JsonNode event = new JsonMapper().readTree(out.next());
            assertThat(event.path("trust").asText()).isEqualTo("confirmed");
            assertThat(event.path("job").path("id").asText()).isEqualTo(job);
            assertThat(err.nextWith("endpoint s")).endsWith("/webhooks/s/[url-token]");
        }
    }

    @Test
    void passesOnClaimsOnlyWhenAsked() throws IOException, InterruptedException {
        String endpoints = "endpoints: { s: { provider: sivi, url-token: " + TOKEN + " }, d: { provider: diffio,"
                + " secrets: " + SECRET + " } }\n";
        try (Serving serving = serve(PORT + endpoints + "sinks: [{ type: stdout, trust: claimed }]")) {
            assertThat(post(serving.uri(), "/webhooks/s/" + TOKEN, Samples.sivi("design.complete")))
                    .isEqualTo(200);
            assertThat(post(serving.uri(), "/webhooks/s/" + SECRET, Samples.sivi("design.complete")))
                    .isEqualTo(404);

            out.next();
            assertThat(new JsonMapper().readTree(out.next()).path("trust").asText())
                    .isEqualTo("claimed");
            assertThat(err.nextWith("nothing can confirm"))
                    .contains("endpoint s")
                    .contains("add an api-key");
        }

        try (Serving serving = serve(PORT + endpoints + "sinks: [{ type: stdout }]")) {
            post(serving.uri(), "/webhooks/s/" + TOKEN, Samples.sivi("design.complete"));
            post(serving.uri(), "/webhooks/d", Samples.diffio("generation.failed", SECRET, Instant.now()));

            out.next();
            assertThat(out.next()).contains("\"trust\":\"signed\"");
        }
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void capsBodies() throws IOException, InterruptedException {
        try (Serving serving = serve(PORT + "endpoints: { s: { provider: sivi, url-token: " + TOKEN + " } }")) {
            HttpRequest large = HttpRequest.newBuilder(serving.uri().resolve("/webhooks/s/" + TOKEN))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[4097]))
                    .build();

            assertThat(client.send(large, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Session session = new Session(directory)
                    .configured("server: { port: " + taken.getLocalPort()
                            + " }\ninbox: { url: memory }\nendpoints: { n: { provider: nexio, secrets: x } }");

            Session.Outcome outcome = session.run("serve");

            assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
            assertThat(outcome.errLines())
                    .last()
                    .asString()
                    .startsWith("anyhook: ")
                    .contains(String.valueOf(taken.getLocalPort()));
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void startsNothingWithAConfigurationThatCannotBeUsed() {
        assertThatThrownBy(() -> serve("endpoints: {}")).hasMessageContaining("no endpoint is configured");
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void remembersInItsFileWhatItTook() throws IOException, InterruptedException {
        String text = SERVER + "inbox: { url: 'jdbc:sqlite:" + directory.resolve("new/inbox.db") + "' }\n"
                + "endpoints: { d: { provider: diffio, secrets: " + SECRET + " } }";
        SampleDelivery sample = Samples.diffio("generation.completed", SECRET, Instant.now());

        try (Serving serving = serve(text)) {
            assertThat(post(serving.uri(), "/webhooks/d", sample)).isEqualTo(200);
            out.next();
            assertThat(out.next()).contains(sample.headers().get("svix-id"));
            assertThat(err.next()).isEqualTo("events are kept in " + directory.resolve("new/inbox.db"));
        }
        SampleDelivery other = Samples.diffio("generation.completed", SECRET, Instant.now());
        try (Serving serving = serve(text)) {
            assertThat(post(serving.uri(), "/webhooks/d", sample)).isEqualTo(200);
            assertThat(post(serving.uri(), "/webhooks/d", other)).isEqualTo(200);
            out.next();
            assertThat(out.next()).contains(other.headers().get("svix-id"));
        }
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void handsOverWhatItFindsInItsFile() throws IOException, InterruptedException {
        Path file = directory.resolve("inbox.db");
        try (var inbox = JdbcInbox.sqlite(file)) {
            inbox.append(Entries.event("evt_waits", "job_1"))
                    .toCompletableFuture()
                    .join();
        }

        try (Serving serving = serve(SERVER + "inbox: { url: 'jdbc:sqlite:" + file + "' }\n"
                + "endpoints: { n: { provider: nexio, secrets: x } }")) {
            assertThat(out.next()).endsWith(serving.uri().toString());
            assertThat(out.next()).contains("evt_waits");
        }
    }

    @Test
    void handsOverAgainWhatIsReplayedBesideIt() throws IOException, InterruptedException {
        String text = SERVER + "inbox: { url: 'jdbc:sqlite:" + directory.resolve("inbox.db") + "' }\n"
                + "endpoints: { d: { provider: diffio, secrets: " + SECRET + " } }";
        SampleDelivery sample = Samples.diffio("generation.completed", SECRET, Instant.now());
        String id = String.valueOf(sample.headers().get("svix-id"));

        try (Serving serving = serve(text)) {
            post(serving.uri(), "/webhooks/d", sample);
            out.next();
            out.next();
            var session = new Session(directory);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (session.run("inbox", "replay", id).code() == ExitCode.NO) {
                assertThat(System.nanoTime()).as("it must be settled in time").isLessThan(end);
            }

            assertThat(out.next()).contains(id);
        }
    }
}
