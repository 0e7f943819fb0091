package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.cli.Session.Outcome;
import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.NexioSimulator;
import dev.anyhook.simulators.SiviSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigureCommandTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private Session nexio(NexioSimulator vendor) throws IOException {
        return new Session(directory)
                .with("KEY", vendor.apiKey())
                .configured("endpoints: { nx: { provider: nexio, api-key: '${KEY}', api-base: '" + vendor.api()
                        + "', secrets: '${NOT_YET}', auth-token: bearer-1 } }");
    }

    private Session diffio(DiffioSimulator vendor) throws IOException {
        return new Session(directory)
                .with("KEY", vendor.apiKey())
                .configured("endpoints: { d: { provider: diffio, mode: test, api-key: '${KEY}', api-base: '"
                        + vendor.api() + "', secrets: '${NOT_YET}' } }");
    }

    @Test
    void keepsASecretThatIsShownOnce() throws IOException {
        try (NexioSimulator vendor = NexioSimulator.start()) {
            Session session = nexio(vendor);
            Path file = session.file("nexio.secret");

            Outcome outcome = session.run(
                    "configure", "nx", "--url", "https://hooks.example.com", "--secret-file", file.toString());

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
            String id = vendor.endpointIds().get(0);
            assertThat(outcome.outLines())
                    .containsExactly(
                            "nx: the signing secret is in nexio.secret, for its owner alone; hand it to 'secrets'"
                                    + " through the environment",
                            "nx: a new endpoint was made, id " + id);
            assertThat(outcome.errLines())
                    .containsExactly(
                            "the URL has no path, so deliveries will go to https://hooks.example.com/webhooks/nx");
            assertThat(Files.readString(file)).isEqualTo(vendor.secretOf(id) + "\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(outcome.out() + outcome.err()).doesNotContain(vendor.secretOf(id), "bearer-1", vendor.apiKey());
        }
    }

    @Test
    void refusesWithoutAPlaceForTheSecretBeforeCallingAnyone() throws IOException {
        try (NexioSimulator vendor = NexioSimulator.start()) {
            Outcome outcome = nexio(vendor).run("configure", "nx", "--url", "https://hooks.example.com");

            assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(outcome.err())
                    .endsWith("anyhook: nexio shows the signing secret once: say with --secret-file FILE where to keep"
                            + " it\n");
            assertThat(vendor.calls()).isEmpty();
        }
    }

    @Test
    void refusesToOverwriteBeforeCallingAnyone() throws IOException {
        try (NexioSimulator vendor = NexioSimulator.start()) {
            Session session = nexio(vendor);
            Path file = Files.writeString(session.file("nexio.secret"), "older");

            Outcome outcome = session.run(
                    "configure", "nx", "--url", "https://hooks.example.com", "--secret-file", file.toString());

            assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(outcome.err()).contains("exists and is never overwritten");
            assertThat(file).hasContent("older");
            assertThat(vendor.calls()).isEmpty();
        }
    }

    @Test
    void leavesNoFileWhenTheVendorRefuses() throws IOException {
        try (NexioSimulator vendor = NexioSimulator.start()) {
            Session session = nexio(vendor);
            vendor.failNext(401);
            Path file = session.file("nexio.secret");

            Outcome outcome = session.run(
                    "configure", "nx", "--url", "https://hooks.example.com", "--secret-file", file.toString());

            assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
            assertThat(outcome.err()).contains("anyhook: nexio ", "401").doesNotContain("\tat ", vendor.apiKey());
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void saysWhenAnEndpointWasThereAlready() throws IOException {
        try (NexioSimulator vendor = NexioSimulator.start()) {
            Session session = nexio(vendor);
            String url = "https://hooks.example.com/a/b";
            session.run(
                    "configure",
                    "nx",
                    "--url",
                    url,
                    "--secret-file",
                    session.file("one").toString());

            Outcome again = session.run(
                    "configure",
                    "nx",
                    "--url",
                    url,
                    "--secret-file",
                    session.file("two").toString());

            assertThat(again.code()).isEqualTo(ExitCode.YES);
            assertThat(again.out()).contains("the endpoint that was there", "note: ", "no secret was shown, so ");
            assertThat(again.out())
                    .contains("rotate it with POST /api/v1/webhooks/"
                            + vendor.endpointIds().get(0) + "/rotate-secret");
            assertThat(again.outLines())
                    .contains("  to rotate the secret from code: endpoints().rotateSecret of the provider");
            assertThat(again.err()).isEmpty();
            assertThat(session.file("two")).doesNotExist();
            assertThat(vendor.endpointIds()).hasSize(1);
        }
    }

    @Test
    void tellsTheStepThatIsLeftToAPerson() throws IOException {
        try (DiffioSimulator vendor = DiffioSimulator.start()) {
            Outcome outcome = diffio(vendor)
                    .run(
                            "configure",
                            "d",
                            "--url",
                            "https://hooks.example.com/webhooks/d",
                            "--events",
                            "generation.completed,generation.failed");

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
            assertThat(outcome.outLines()).hasSize(2);
            assertThat(outcome.outLines().get(0))
                    .isEqualTo("d: registered as " + vendor.endpointIds().get(0) + "; one step is left to you:");
            assertThat(outcome.outLines().get(1)).contains("portal");
            assertThat(vendor.calls()).hasSize(1);
            assertThat(vendor.calls().get(0).body().path("eventTypes"))
                    .map(type -> type.asText())
                    .containsExactly("generation.completed", "generation.failed");
        }
    }

    @Test
    void saysThatASecretFileIsNotNeeded() throws IOException {
        try (DiffioSimulator vendor = DiffioSimulator.start()) {
            Session session = diffio(vendor);

            Outcome outcome = session.run(
                    "configure",
                    "d",
                    "--url",
                    "https://h/x",
                    "--secret-file",
                    session.file("none").toString());

            assertThat(outcome.code()).isEqualTo(ExitCode.YES);
            assertThat(outcome.errLines()).containsExactly("--secret-file is not needed: diffio shows no secret here");
            assertThat(session.file("none")).doesNotExist();
        }
    }

    @Test
    void addsTheTokenToTheUrlOfAnUnsignedVendor() throws IOException {
        try (SiviSimulator vendor = SiviSimulator.start()) {
            Outcome outcome = new Session(directory)
                    .configured("endpoints: { s: { provider: sivi, api-key: " + vendor.apiKey() + ", api-base: '"
                            + vendor.api() + "', url-token: " + TOKEN + " } }")
                    .run("configure", "s", "--url", "https://hooks.example.com/");

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
            assertThat(outcome.out()).startsWith("s: the vendor's only URL was overwritten");
            assertThat(vendor.registeredUrl()).contains(URI.create("https://hooks.example.com/webhooks/s/" + TOKEN));
            assertThat(outcome.out() + outcome.err()).doesNotContain(TOKEN);
        }
    }

    @Test
    void refusesWhatTheVendorWouldNotTake() throws IOException {
        try (DiffioSimulator vendor = DiffioSimulator.start()) {
            Session session = diffio(vendor);

            Outcome http = session.run("configure", "d", "--url", "http://hooks.example.com/x");
            Outcome noUrl = session.run("configure", "d", "--url", "hooks");
            Outcome type = session.run("configure", "d", "--url", "https://h/x", "--events", "generation.done");

            assertThat(http.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(http.err()).contains("url must be https");
            assertThat(noUrl.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(type.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(type.err()).contains("generation.done");
            assertThat(vendor.calls()).isEmpty();
        }
    }
}
