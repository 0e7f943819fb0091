package dev.anyhook.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret shows in anything printed: not in the log of a real process, not in an error, not in a value's text. */
class SecretCanaryTest {
    private static final String CONFIG = """
            server: { port: 0 }
            endpoints:
              diffio: { provider: diffio, secrets: ["${DIFFIO_SECRET}"] }
              nexio: { provider: nexio, secrets: ["${NEXIO_SECRET}"], auth-token: "${NEXIO_BEARER}", api-key: "${API_KEY}" }
              sivi: { provider: sivi, url-token: "${SIVI_TOKEN}", api-key: "${API_KEY}", api-base: "http://127.0.0.1:1" }
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aServingProcessPrintsNone(@TempDir Path folder) throws Exception {
        Path config = Files.writeString(folder.resolve("anyhook.yaml"), CONFIG);
        Path errors = folder.resolve("errors");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.anyhook.cli.Main",
                        "serve",
                        "--config",
                        config.toString())
                .directory(folder.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(Canaries.environment());
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String listening = out.readLine();
            URI base = URI.create(listening.substring(listening.indexOf("http")));

            List<Integer> answers = sendGoodAndBad(base);
            var printed = new StringBuilder(listening).append(out.readLine()).append(out.readLine());
            process.toHandle().destroy();
            out.lines().forEach(printed::append);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(answers).contains(200, 401, 404);
            assertThat(printed.toString()).contains("generation.completed").contains("run.completed");
            String log = Files.readString(errors);
            assertThat(log).contains("SIGNATURE_MISMATCH").contains("TOKEN_MISMATCH");
            assertNoCanary(log + withoutPayloads(printed.toString()));
        } finally {
            process.destroyForcibly();
        }
    }

    private List<Integer> sendGoodAndBad(URI base) throws IOException, InterruptedException {
        var answers = new ArrayList<Integer>();
        SampleDelivery diffio = Samples.diffio("generation.completed", Canaries.DIFFIO_SECRET, Instant.now());
        SampleDelivery nexio =
                Samples.nexio("run.completed", Canaries.NEXIO_SECRET, "raw", Canaries.NEXIO_BEARER, Instant.now());
        SampleDelivery sivi = Samples.sivi("design.complete");
        SampleDelivery stale = Samples.diffio(
                "generation.failed", Canaries.DIFFIO_SECRET, Instant.now().minus(Duration.ofHours(1)));
        answers.add(post(base.resolve("/webhooks/diffio"), diffio.headers(), diffio.body()));
        answers.add(post(base.resolve("/webhooks/diffio"), diffio.headers(), "{}".getBytes(StandardCharsets.UTF_8)));
        answers.add(post(base.resolve("/webhooks/diffio"), stale.headers(), stale.body()));
        answers.add(post(base.resolve("/webhooks/nexio"), nexio.headers(), nexio.body()));
        answers.add(post(base.resolve("/webhooks/nexio"), diffio.headers(), diffio.body()));
        answers.add(post(base.resolve("/webhooks/sivi/" + Canaries.SIVI_TOKEN), sivi.headers(), sivi.body()));
        answers.add(post(base.resolve("/webhooks/sivi/" + Canaries.SIVI_TOKEN + "x"), sivi.headers(), sivi.body()));
        answers.add(post(base.resolve("/webhooks/diffio/" + Canaries.SIVI_TOKEN), sivi.headers(), sivi.body()));
        return answers;
    }

    private int post(URI target, Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Host")) {
                request.setHeader(name, value);
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void aVendorThatEchoesWhatItWasSentLeaksNone() throws IOException {
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            String said = exchange.getRequestHeaders().values() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String quoted = said.replace("\\", "").replace("\"", "'");
            byte[] body = ("{\"code\":\"" + quoted + "\",\"message\":\"" + quoted + "\",\"error\":\"" + quoted
                            + "\",\"status\":422,\"body\":{\"message\":\"" + quoted + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        vendor.start();
        try {
            VendorAccount account = VendorAccount.of(Secret.of(Canaries.API_KEY))
                    .at(URI.create("http://127.0.0.1:" + vendor.getAddress().getPort()));
            for (WebhookProvider provider : WebhookProviders.all()) {
                boolean diffio = provider.id().value().equals("diffio");
                VendorAccount own = diffio ? account.with("mode", "live") : account;
                for (Throwable failure : failures(provider, own)) {
                    assertNoCanary(text(failure));
                }
            }
        } finally {
            vendor.stop(0);
        }
    }

    private static List<Throwable> failures(WebhookProvider provider, VendorAccount account) {
        EndpointRequest plain = EndpointRequest.to(URI.create("https://hooks.example.com/webhooks/x"));
        EndpointRequest full = plain.withBearer(Secret.of(Canaries.NEXIO_BEARER))
                .withUrlToken(Secret.of(Canaries.SIVI_TOKEN))
                .withSecretSink((id, secret) -> {});
        var failures = new ArrayList<Throwable>();
        for (EndpointRequest request : List.of(
                plain,
                full,
                plain.withUrlToken(Secret.of(Canaries.SIVI_TOKEN)),
                plain.withBearer(Secret.of(Canaries.NEXIO_BEARER)).withSecretSink((id, secret) -> {}))) {
            failures.add(catchThrowable(() -> provider.configure(request, account)));
        }
        provider.jobs().ifPresent(jobs -> failures.add(catchThrowable(() -> jobs.read("job-1", account))));
        failures.add(catchThrowable(() -> provider.test(TestRequest.of("generation.completed"), account)));
        failures.removeIf(Objects::isNull);
        assertThat(failures).isNotEmpty();
        return failures;
    }

    @Test
    void unusableSecretsAreRefusedWithoutBeingQuoted() {
        for (WebhookProvider provider : WebhookProviders.all()) {
            for (TrustPolicy trust : List.of(
                    TrustPolicy.signedWith(Secret.of(Canaries.NEXIO_SECRET))
                            .andBearer(Secret.of(Canaries.NEXIO_BEARER)),
                    TrustPolicy.urlToken(Secret.of(Canaries.SIVI_TOKEN + "/")),
                    TrustPolicy.urlToken(Secret.of(Canaries.SIVI_TOKEN)).andBearer(Secret.of(Canaries.NEXIO_BEARER)))) {
                Throwable refusal = catchThrowable(() -> provider.verifier(trust));
                assertNoCanary(trust + (refusal == null ? "" : text(refusal)));
            }
        }
        assertNoCanary(VendorAccount.of(Secret.of(Canaries.API_KEY)).toString());
        assertNoCanary(EndpointRequest.to(URI.create("https://hooks.example.com/x"))
                .withBearer(Secret.of(Canaries.NEXIO_BEARER))
                .withUrlToken(Secret.of(Canaries.SIVI_TOKEN))
                .toString());
    }

    private static String text(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** An event's payload is the vendor's, and nobody's secret. */
    private static String withoutPayloads(String lines) {
        return lines.replaceAll("\"payload\":.*", "");
    }

    private static void assertNoCanary(String printed) {
        for (String canary : Canaries.environment().values()) {
            assertThat(printed).doesNotContain(canary);
            assertThat(printed).doesNotContain(canary.substring(0, canary.length() - 3));
        }
    }
}
