package dev.anyhook.cli;

import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Delivers signed events to the endpoint {@code d} from many threads, and remembers which were acknowledged. */
final class BusyVendor implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int SENDERS = 8;
    private static final int MOST_BEFORE_THE_KILL = 400;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS + 1);
    private final Map<String, SampleDelivery> acknowledged = new ConcurrentHashMap<>();
    private final Random random = new Random();

    /** What was answered 200, by event id. */
    Map<String, SampleDelivery> acknowledged() {
        return acknowledged;
    }

    static SampleDelivery sample() {
        return Samples.diffio("generation.completed", SECRET, Instant.now());
    }

    static String id(SampleDelivery sample) {
        return String.valueOf(sample.headers().get("svix-id"));
    }

    HttpResponse<String> deliver(URI server, SampleDelivery sample) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/webhooks/d"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Delivers until some events are acknowledged, kills the process under load, and gives what it had printed. */
    List<String> deliverUntilKilled(ServeProcess process) throws Exception {
        URI server = process.uri();
        var printed = CompletableFuture.supplyAsync(process::remainingLines, senders);
        int enough = acknowledged.size() + 1 + random.nextInt(MOST_BEFORE_THE_KILL);
        var sending = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < SENDERS; i++) {
            sending.add(CompletableFuture.runAsync(() -> deliver(server, process, enough), senders));
        }
        for (CompletableFuture<Void> sender : sending) {
            sender.get(60, TimeUnit.SECONDS);
        }
        return printed.get(60, TimeUnit.SECONDS);
    }

    private void deliver(URI server, ServeProcess process, int enough) {
        while (true) {
            SampleDelivery sample = sample();
            try {
                if (deliver(server, sample).statusCode() == 200) {
                    acknowledged.put(id(sample), sample);
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

    /** Delivers {@code copies} of one delivery at once, to these servers in turn. */
    List<String> deliverAtOnce(SampleDelivery sample, int copies, List<URI> servers) throws Exception {
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < copies; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            servers.get(i % servers.size()).resolve("/webhooks/d"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
            sample.headers().forEach(request::header);
            answers.add(client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
        }
        var bodies = new ArrayList<String>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            bodies.add(answer.get(60, TimeUnit.SECONDS).body());
        }
        return bodies;
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
