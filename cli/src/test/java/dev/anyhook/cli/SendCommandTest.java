package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.cli.Session.Outcome;
import dev.anyhook.cli.config.Config;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendCommandTest {
    private static final String ENDPOINTS = """
            endpoints:
              d: { provider: diffio, secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, whsec_plJ3nmyCDGBKInavdOK15jsl] }
              s: { provider: sivi, url-token: 0123456789abcdef0123456789abcdef }
              s2: { provider: sivi, url-token: 0123456789abcdef0123456789abcdef, api-key: k, api-base: "http://127.0.0.1:9" }
              n: { provider: nexio, secrets: whsec_abc123def456, auth-token: bearer-1 }
              n2: { provider: nexio, secrets: whsec_fed654cba321, key-encoding: base64 }
            sinks: [{ type: stdout, trust: claimed }]
            """;

    @TempDir
    private Path directory;

    private final Lines out = new Lines();

    private Session session(int port) throws IOException {
        return session(port, "memory");
    }

    private Session inFile() throws IOException {
        return session(0, "'jdbc:sqlite:" + directory.resolve("inbox.db") + "'");
    }

    private Session session(int port, String inbox) throws IOException {
        return new Session(directory)
                .at(Instant.now())
                .configured("server: { port: " + port + " }\ninbox: { url: " + inbox + " }\n" + ENDPOINTS);
    }

    private Serving serve(Session session) throws IOException {
        Config config = Config.forServing(session.file("anyhook.yaml"), Map.of());
        return Serving.start(config, Shell.of(Map.of(), out, new Lines(), InstantSource.system()), serving -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "d, generation.completed, signed",
        "s, design.completed, claimed",
        "n, run.failed, signed",
        "n, evaluation.completed, signed",
        "n2, run.completed, signed"
    })
    void playsTheVendor(String endpoint, String type, String trust) throws IOException, InterruptedException {
        Session session = session(0);
        try (Serving serving = serve(session)) {
            Outcome outcome = session.run(
                    "send", endpoint, "--type", type, "--to", serving.uri().toString());

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
            assertThat(outcome.out())
                    .startsWith(endpoint + ": " + serving.uri() + "/webhooks/" + endpoint)
                    .endsWith(" answered 200 {\"status\":\"accepted\"}\n");
            assertThat(outcome.out() + outcome.err()).doesNotContain("0123456789abcdef", "whsec_", "bearer-1");
            out.next();
            assertThat(out.next()).contains("\"type\":\"" + type + "\",\"trust\":\"" + trust + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"s, 0", "s2, 1"})
    void saysThatASampleClaimIsNeverConfirmed(String endpoint, int notes) throws IOException {
        Session session = inFile(); // What waits in memory is waited for at the end.
        try (Serving serving = serve(session)) {
            Outcome outcome = session.run(
                    "send",
                    endpoint,
                    "--type",
                    "design.completed",
                    "--to",
                    serving.uri().toString());

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
            assertThat(outcome.errLines())
                    .filteredOn(
                            line -> line.equals("note: a sample names a job that sivi does not know, so this claim will"
                                    + " never be confirmed"))
                    .hasSize(notes);
        }
    }

    @Test
    void goesToTheConfiguredServer() throws IOException {
        try (Serving serving = serve(session(0))) {
            Outcome outcome = session(serving.uri().getPort()).run("send", "d", "--type", "generation.failed");

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
        }
    }

    @Test
    void saysWhenTheAnswerIsNo() throws IOException {
        Session session = session(0);
        try (Serving serving = serve(session)) {
            String elsewhere = serving.uri() + "/webhooks/n";

            Outcome refused = session.run("send", "d", "--type", "generation.failed", "--to", elsewhere);
            Outcome stale = session.at(Instant.EPOCH)
                    .run(
                            "send",
                            "d",
                            "--type",
                            "generation.failed",
                            "--to",
                            serving.uri().toString());

            assertThat(refused.code()).isEqualTo(ExitCode.NO);
            assertThat(refused.out()).endsWith(" answered 401 {\"status\":\"refused\"}\n");
            assertThat(stale.code()).isEqualTo(ExitCode.NO);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Outcome outcome = session(port).run("send", "d", "--type", "generation.failed");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines())
                .containsExactly("anyhook: nobody listens at http://127.0.0.1:" + port
                        + "/webhooks/d; start the receiver with: anyhook serve");
    }

    @Test
    void sendsNothingToOtherMachines() throws IOException {
        Outcome outcome =
                session(0).run("send", "d", "--type", "generation.failed", "--to", "http://hooks.example.com");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).startsWith("anyhook: samples are sent to this machine only");
    }

    @Test
    void refusesATypeThatTheVendorDoesNotHave() throws IOException {
        Outcome outcome = session(9).run("send", "d", "--type", "run.completed");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).startsWith("anyhook: no type 'run.completed'; Diffio knows generation.");
    }
}
