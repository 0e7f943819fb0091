package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.cli.Session.Outcome;
import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} on SQLite, killed without warning while vendors deliver, again and again. */
@Timeout(120)
class ServeKilledTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int ROUNDS = 5;
    private static final int VENDORS = 8;
    private static final int MOST_BEFORE_THE_KILL = 400;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService vendors = Executors.newFixedThreadPool(VENDORS + 1);
    private final Map<String, SampleDelivery> acknowledged = new ConcurrentHashMap<>();
    private final Random random = new Random();

    @AfterEach
    void stop() {
        vendors.shutdownNow();
    }

    @Test
    void losesNothingThatItAcknowledged() throws Exception {
        Files.writeString(
                directory.resolve("anyhook.yaml"),
                "server: { port: 0 }\nendpoints: { d: { provider: diffio, secrets: ['${DIFFIO_SECRET}'] } }\n");
        Set<String> printed = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            printed.addAll(deliverAndKill());
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);

        try (ServeProcess process = ServeProcess.start(directory, "DIFFIO_SECRET", SECRET)) {
            URI server = process.uri();
            for (SampleDelivery sample : acknowledged.values()) {
                assertThat(deliver(server, sample).body()).isEqualTo("{\"status\":\"duplicate\"}");
            }
            while (!printed.containsAll(acknowledged.keySet())) {
                printed.add(id(process.nextLine()));
            }
            assertThat(listed()).containsAll(acknowledged.keySet());
        }
    }

    /** Lets vendors deliver until some events are acknowledged, kills the process, and gives what it had printed. */
    private List<String> deliverAndKill() throws Exception {
        try (ServeProcess process = ServeProcess.start(directory, "DIFFIO_SECRET", SECRET)) {
            URI server = process.uri();
            var printed = CompletableFuture.supplyAsync(process::remainingLines, vendors);
            int enough = acknowledged.size() + 1 + random.nextInt(MOST_BEFORE_THE_KILL);
            var senders = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < VENDORS; i++) {
                senders.add(CompletableFuture.runAsync(() -> deliverUntilKilled(server, process, enough), vendors));
            }
            for (CompletableFuture<Void> sender : senders) {
                sender.get(60, TimeUnit.SECONDS);
            }
            var ids = new ArrayList<String>();
            for (String line : printed.get(60, TimeUnit.SECONDS)) {
                if (line.endsWith("}")) {
                    ids.add(id(line));
                }
            }
            return ids;
        }
    }

    private void deliverUntilKilled(URI server, ServeProcess process, int enough) {
        while (true) {
            SampleDelivery sample = Samples.diffio("generation.completed", SECRET, Instant.now());
            try {
                if (deliver(server, sample).statusCode() == 200) {
                    acknowledged.put(String.valueOf(sample.headers().get("svix-id")), sample);
                }
            } catch (IOException killed) {
                return;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
            if (acknowledged.size() >= enough) {
                process.kill();
            }
        }
    }

    private HttpResponse<String> deliver(URI server, SampleDelivery sample) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/webhooks/d"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What {@code inbox list} shows beside the process that serves. */
    private Set<String> listed() throws IOException {
        Outcome outcome = new Session(directory)
                .configured("inbox: { url: 'jdbc:sqlite:" + directory.resolve("anyhook-data/inbox.db") + "' }")
                .run("inbox", "list", "--json", "--limit", "0");
        assertThat(outcome.code()).isZero();
        var ids = new HashSet<String>();
        for (String line : outcome.outLines()) {
            ids.add(id(line));
        }
        return ids;
    }

    private static String id(String line) throws IOException {
        return new JsonMapper().readTree(line).path("id").asText();
    }
}
