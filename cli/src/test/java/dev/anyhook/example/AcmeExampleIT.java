package dev.anyhook.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.house.House;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project in {@code docs/examples/acme}: its contract test passes, and its program receives from Acme next to
 * Diffio.
 */
class AcmeExampleIT {
    private static final int MINUTES_TO_RECEIVE = 4;
    private static final byte[] DIFFIO_KEY = "twenty-four bytes of key".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> SECRETS = Map.of(
            "ACME_SECRET",
            "acme-signing-secret",
            "DIFFIO_SECRET",
            "whsec_" + Base64.getEncoder().encodeToString(DIFFIO_KEY));

    @TempDir
    static Path folder;

    private static ExampleProject project;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        project = ExampleProject.built("acme", folder);
    }

    @Test
    void itBuildsAndKeepsTheContract() throws IOException {
        assertThat(project.outcome()).contains("BUILD SUCCESS").endsWith("exit 0");
        try (Stream<Path> reports = Files.list(project.folder().resolve("acme-webhooks/target/surefire-reports"))) {
            assertThat(reports.map(report -> report.getFileName().toString()))
                    .anyMatch(name -> name.contains("AcmeContractTest"))
                    .anyMatch(name -> name.contains("AcmeEnvelopeTest"));
        }
    }

    @Test
    void itsContractTestProvesWhatAnAuthorWouldForget() throws IOException {
        assertThat(project.outcome()).endsWith("exit 0");
        String report = Files.readString(project.folder().resolve("acme-webhooks/target/anyhook-contract/acme.json"));

        for (String rule : List.of("C1", "E5", "I5", "I6", "S4")) {
            assertThat(report).contains("{\"rule\":\"" + rule + "\",\"force\":\"must\",\"outcome\":\"passed\"}");
        }
        assertThat(report)
                .contains("{\"rule\":\"V1\",\"force\":\"must\",\"outcome\":\"skipped\",\"why\":\"makes no call\"}")
                .doesNotContain("\"failed\"", "was not run", "signed(body, instant) is not overridden");
    }

    @Test
    void itReceivesFromAcmeNextToDiffio() throws Exception {
        assertThat(project.outcome()).endsWith("exit 0");
        String acme =
                "{\"id\":\"evt_7\",\"type\":\"transcript.finished\",\"transcript\":{\"id\":\"tr_7\",\"status\":\"done\"}}";
        String diffio = "{\"eventType\":\"generation.completed\",\"generationId\":\"gen_7\",\"status\":\"complete\"}";

        try (Program program = Program.start(MINUTES_TO_RECEIVE, folder, SECRETS, command())) {
            String listening = program.nextLine();
            assertThat(listening).startsWith("listening on http://127.0.0.1:");
            URI base = URI.create(listening.substring("listening on ".length()) + "/webhooks/");

            assertThat(send(fromAcme(base, acme, acme))).isEqualTo("200 {\"status\":\"accepted\"}");
            assertThat(program.nextLine())
                    .startsWith("acme-live evt_7 transcript.finished JobUpdate[jobId=tr_7, state=SUCCEEDED");
            assertThat(send(fromAcme(base, acme, acme))).isEqualTo("200 {\"status\":\"duplicate\"}");
            assertThat(send(fromAcme(base, acme, acme.replace("done", "error"))))
                    .isEqualTo("401 {\"status\":\"refused\"}");

            assertThat(send(fromDiffio(base, diffio, diffio))).isEqualTo("200 {\"status\":\"accepted\"}");
            assertThat(program.nextLine())
                    .startsWith("diffio-live msg_7 generation.completed JobUpdate[jobId=gen_7, state=SUCCEEDED");
            assertThat(send(fromDiffio(base, diffio, diffio.replace("gen_7", "gen_8"))))
                    .isEqualTo("401 {\"status\":\"refused\"}");

            assertThat(program.endAndDrain()).isEmpty();
            assertThat(folder.resolve("callbacks.db-wal"))
                    .as("the log of an inbox that was closed")
                    .doesNotExist();
        }
    }

    /** As {@code ./anyhook} does with what {@code ANYHOOK_CLASSPATH} names. */
    @Test
    void theCommandFindsItInAJarOfItsOwn() throws Exception {
        assertThat(project.outcome()).endsWith("exit 0");
        String jars = House.root().resolve("cli/target/anyhook.jar")
                + System.getProperty("path.separator")
                + project.folder().resolve("acme-webhooks/target/acme-webhooks-1.0.0.jar");
        List<String> providers = List.of(ExampleProject.java(), "-cp", jars, "dev.anyhook.cli.Main", "providers");

        try (Program program = Program.start(MINUTES_TO_RECEIVE, folder, Map.of(), providers)) {
            assertThat(program.outcome())
                    .contains("acme", "diffio", "nexio", "sivi")
                    .endsWith("exit 0");
        }
    }

    private static List<String> command() {
        Path target = project.folder().resolve("acme-callbacks/target");
        return List.of(
                ExampleProject.java(),
                "-cp",
                target.resolve("acme-callbacks-1.0.0.jar")
                        + System.getProperty("path.separator")
                        + target.resolve("lib/*"),
                "com.example.callbacks.Callbacks",
                "0");
    }

    /** A delivery of {@code sent} under the signature of {@code signed}. */
    private static HttpRequest.Builder fromAcme(URI base, String signed, String sent) {
        byte[] mac = hmac("acme-signing-secret".getBytes(StandardCharsets.UTF_8), signed);
        return HttpRequest.newBuilder(base.resolve("acme-live"))
                .header("X-Acme-Signature", "sha256=" + HexFormat.of().formatHex(mac))
                .POST(BodyPublishers.ofString(sent));
    }

    private static HttpRequest.Builder fromDiffio(URI base, String signed, String sent) {
        String now = Long.toString(Instant.now().getEpochSecond());
        byte[] mac = hmac(DIFFIO_KEY, "msg_7." + now + "." + signed);
        return HttpRequest.newBuilder(base.resolve("diffio-live"))
                .header("svix-id", "msg_7")
                .header("svix-timestamp", now)
                .header("svix-signature", "v1," + Base64.getEncoder().encodeToString(mac))
                .POST(BodyPublishers.ofString(sent));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer =
                client.send(request.header("Content-Type", "application/json").build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }
}
