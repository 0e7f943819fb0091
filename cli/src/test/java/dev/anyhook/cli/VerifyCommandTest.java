package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.cli.Session.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Judges the published vectors: Svix, "How to verify webhooks with the Svix libraries" (read 2026-07-02) and the tests
 * of Svix's Java library; and one for each way in which a secret of Nexio could be read.
 */
class VerifyCommandTest {
    private static final String SVIX_BODY = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";
    private static final String NEXIO_BODY = "{\"id\":\"evt_123\",\"type\":\"run.completed\"}";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private Session session;

    @BeforeEach
    void configure() throws IOException {
        session = new Session(directory)
                .with("SVIX_SECRET", "whsec_plJ3nmyCDGBKInavdOK15jsl")
                .at(Instant.ofEpochSecond(1_731_705_121))
                .configured("""
                        endpoints:
                          d: { provider: diffio, secrets: ["${SVIX_SECRET}"] }
                          java: { provider: diffio, secrets: [whsec_plJ3nmyCDGBKInavdOK15jsl, MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw] }
                          raw: { provider: nexio, secrets: whsec_abc123def456 }
                          strip_prefix: { provider: nexio, secrets: whsec_abc123def456, key-encoding: strip_prefix }
                          base64: { provider: nexio, secrets: whsec_abc123def456, key-encoding: base64 }
                          s: { provider: sivi, url-token: 0123456789abcdef0123456789abcdef }
                          anyone: { provider: sivi, accept-unsigned: true }
                        """);
    }

    private Outcome verify(String endpoint, String request, String... more) throws IOException {
        Path file = Files.writeString(session.file("delivery.http"), request);
        var args = new String[4 + more.length];
        args[0] = "verify";
        args[1] = endpoint;
        args[2] = "--request";
        args[3] = file.toString();
        System.arraycopy(more, 0, args, 4, more.length);
        return session.run(args);
    }

    private static String svix(String endpoint, String id, long timestamp, String signature, String body) {
        return "POST /webhooks/" + endpoint + " HTTP/1.1\r\nsvix-id: " + id + "\r\nsvix-timestamp: " + timestamp
                + "\r\nsvix-signature: " + signature + "\r\n\r\n" + body;
    }

    private static String ping(String body) {
        return svix(
                "d", "msg_loFOjxBNrRLzqYUf", 1_731_705_121, "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=", body);
    }

    private static String nexio(String endpoint, String signature) {
        return "POST /webhooks/" + endpoint + " HTTP/1.1\nX-Nexio-Signature: t=1774180800,v1=" + signature + "\n\n"
                + NEXIO_BODY;
    }

    @Test
    void believesWhatTheDocumentationSigned() throws IOException {
        Outcome outcome = verify("d", ping(SVIX_BODY));

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
        assertThat(outcome.outLines())
                .startsWith("verified: signed with the secret SVIX_SECRET", "  event: msg_loFOjxBNrRLzqYUf");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void believesTheOlderOfTwoSecrets() throws IOException {
        String request = svix(
                "java",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "{\"test\": 2432232314}");

        Outcome outcome = verify("java", request, "--at", "2021-02-25T15:02:10Z");

        assertThat(outcome.code()).as(outcome.out()).isEqualTo(ExitCode.YES);
        assertThat(outcome.outLines()).startsWith("verified: signed with the secret #2");
    }

    @ParameterizedTest
    @CsvSource({
        "raw, 3681e63d3330eadf2ef7bc7d443ab1ce01bcddeaec56b110db5d4f80c95fa4b4",
        "strip_prefix, ff683ad837bc218b413b38c77599161796111e76ebe149b724333e56a3868a5d",
        "base64, 12f2bc665a71b74eeb48c135fca3e5b07863ac832abd8d6ce7ef615504d9a05b"
    })
    void readsASecretAsConfigured(String endpoint, String signature) throws IOException {
        Outcome outcome = verify(endpoint, nexio(endpoint, signature), "--at", "2026-03-22T12:00:00Z");

        assertThat(outcome.code()).as(outcome.out()).isEqualTo(ExitCode.YES);
        assertThat(outcome.outLines()).contains("  event: evt_123", "  type: run.completed");
    }

    @Test
    void findsOutThatASecretIsReadInAnotherWay() throws IOException {
        Outcome outcome = verify(
                "raw",
                nexio("raw", "ff683ad837bc218b413b38c77599161796111e76ebe149b724333e56a3868a5d"),
                "--at",
                "2026-03-22T12:00:00Z");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.out()).contains("SIGNATURE_MISMATCH", "diagnosis: ", "STRIP_PREFIX");
    }

    @Test
    void findsOutThatTheBodyWasRewritten() throws IOException {
        Outcome outcome = verify("d", ping(SVIX_BODY.replace(",", ", ")));

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.outLines().get(0)).startsWith("refused: SIGNATURE_MISMATCH: ");
        assertThat(outcome.out()).contains("diagnosis: the body verifies if re-encoded as compact JSON");
    }

    @Test
    void hasNoExplanationForAForgery() throws IOException {
        Outcome outcome = verify("d", ping(SVIX_BODY.replace("true", "false")));

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.out())
                .contains("diagnosis: nothing that commonly goes wrong explains it: another secret, or a forgery")
                .doesNotContain("plJ3nmyCDGBKInavdOK15jsl", "rAvfW3dJ", "ping");
    }

    @ParameterizedTest
    @CsvSource({
        "262144, the body verifies without white space around it: something rewrote it on the way",
        "262145, 'the body is larger than 256 KiB, too large to look for what may have changed it'"
    })
    void saysThatABodyIsTooLargeToLookForWhatChangedIt(int size, String diagnosis) throws IOException {
        Outcome outcome = verify("d", ping(SVIX_BODY + " ".repeat(size - SVIX_BODY.length())));

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.outLines()).contains("  diagnosis: " + diagnosis);
    }

    @Test
    void cutsALineEndThatAnEditorAdded() throws IOException {
        String request = ping(SVIX_BODY).replace("\r\n\r\n", "\r\nContent-Length: " + SVIX_BODY.length() + "\r\n\r\n");

        Outcome outcome = verify("d", request + "\n");

        assertThat(outcome.code()).isEqualTo(ExitCode.YES);
        assertThat(outcome.errLines()).containsExactly("note: 1 bytes beyond Content-Length are left out");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-15T21:17:01Z, 0, verified",
        "2024-11-15T21:07:01Z, 0, verified",
        "2024-11-15T21:17:02Z, 1, refused: TIMESTAMP_TOO_OLD",
        "2024-11-15T21:07:00Z, 1, refused: TIMESTAMP_IN_FUTURE",
        "2024-11-15T22:17:01+01:00, 0, verified"
    })
    void judgesAsOfAnInstant(String at, int code, String verdict) throws IOException {
        Outcome outcome = verify("d", ping(SVIX_BODY), "--at", at);

        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.out()).startsWith(verdict);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Outcome outcome = verify("d", "POST /webhooks/d HTTP/1.1\n\n{}");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.out()).startsWith("refused: HEADER_MISSING: svix-");
    }

    @Test
    void callsAClaimAClaim() throws IOException {
        String body = "{\"status\":200,\"body\":{\"requestId\":\"r1\",\"status\":\"failed\",\"reason\":\"a\\u001bb\"}}";

        Outcome outcome = verify("s", "POST /webhooks/s/" + TOKEN + " HTTP/1.1\n\n" + body);

        assertThat(outcome.code()).isEqualTo(ExitCode.YES);
        assertThat(outcome.outLines().get(0))
                .isEqualTo("claimed: nobody signed this: it is only a claim until the vendor's API confirms it");
        assertThat(outcome.outLines())
                .contains("  type: design.failed", "  job: r1 FAILED (in the vendor's word: failed)");
        assertThat(outcome.out()).doesNotContain(TOKEN, "\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "/webhooks/s/wrong, refused: TOKEN_MISMATCH",
        "/webhooks/s, refused: TOKEN_MISSING",
    })
    void refusesAClaimWithoutTheToken(String target, String verdict) throws IOException {
        Outcome outcome = verify("s", "POST " + target + " HTTP/1.1\n\n{}");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.out()).startsWith(verdict).doesNotContain(TOKEN);
    }

    @Test
    void takesAnyClaimWhereThatWasAskedFor() throws IOException {
        assertThat(verify("anyone", "POST /webhooks/anyone HTTP/1.1\n\nnot json")
                        .code())
                .isEqualTo(ExitCode.YES);
    }

    @Test
    void notesARequestThatWentElsewhere() throws IOException {
        Outcome outcome = verify("java", ping(SVIX_BODY));

        assertThat(outcome.code()).isEqualTo(ExitCode.YES);
        assertThat(outcome.errLines())
                .containsExactly("note: the request line does not name /webhooks/java; judged as if it had been sent"
                        + " there");
    }

    @Test
    void refusesAFileThatIsNoRequest() throws IOException {
        Outcome outcome = verify("d", SVIX_BODY);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.errLines())
                .containsExactly("anyhook: delivery.http: there is no empty line between headers and body");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Outcome outcome =
                session.run("verify", "d", "--request", session.file("none").toString());

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.errLines()).singleElement().asString().endsWith("none cannot be read: no such file");
    }
}
