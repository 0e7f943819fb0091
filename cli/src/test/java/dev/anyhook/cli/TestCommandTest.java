package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.cli.Session.Outcome;
import dev.anyhook.simulators.DiffioSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCommandTest {
    @TempDir
    private Path directory;

    private Session diffio(DiffioSimulator vendor) throws IOException {
        return new Session(directory)
                .configured("endpoints: { d: { provider: diffio, mode: test, api-key: " + vendor.apiKey()
                        + ", api-base: '" + vendor.api() + "' } }");
    }

    @Test
    void asksForASampleOfAFinishedJob() throws IOException {
        try (DiffioSimulator vendor = DiffioSimulator.start()) {
            Outcome outcome = diffio(vendor).run("test", "d");

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
            assertThat(outcome.outLines().get(0))
                    .startsWith("d: a sample of generation.completed will arrive with the event id msg_");
            assertThat(outcome.outLines()).contains("  eventType: generation.completed", "  mode: test");
        }
    }

    @Test
    void asksForTheSampleThatWasNamed() throws IOException {
        try (DiffioSimulator vendor = DiffioSimulator.start()) {
            diffio(vendor).run("test", "d", "--event", "generation.failed");

            assertThat(vendor.calls()).hasSize(1);
            assertThat(vendor.calls().get(0).body().path("eventType").asText()).isEqualTo("generation.failed");
        }
    }

    @Test
    void refusesATypeThatTheVendorDoesNotHave() throws IOException {
        try (DiffioSimulator vendor = DiffioSimulator.start()) {
            Outcome outcome = diffio(vendor).run("test", "d", "--event", "run.completed");

            assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(outcome.err()).contains("generation.completed", "run.completed");
            assertThat(vendor.calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nexio, ', api-key: nx_test_k', Nexio has no call that delivers a sample",
        "nexio, '', Nexio has no call that delivers a sample",
        "sivi, ', api-key: k', Sivi has no call that sends a sample",
        "sivi, '', Sivi has no call that sends a sample"
    })
    void saysWhatToDoInstead(String provider, String key, String alternative) throws IOException {
        Outcome outcome = new Session(directory)
                .configured("endpoints: { e: { provider: " + provider + key + " } }")
                .run("test", "e");

        assertThat(outcome.code()).isEqualTo(ExitCode.NO);
        assertThat(outcome.out()).startsWith("e: no sample: " + alternative);
    }

    @Test
    void saysThatTheVendorRefused() throws IOException {
        try (DiffioSimulator vendor = DiffioSimulator.start()) {
            Session session = diffio(vendor);
            vendor.failNext(403);

            Outcome outcome = session.run("test", "d");

            assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
            assertThat(outcome.errLines()).singleElement().asString().startsWith("anyhook: diffio test: ");
            assertThat(outcome.err()).doesNotContain(vendor.apiKey());
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Outcome outcome = new Session(directory)
                .configured("endpoints: { d: { provider: diffio, mode: live, api-key: k, api-base: 'http://127.0.0.1:"
                        + port + "/v1' } }")
                .run("test", "d");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.errLines()).singleElement().asString().startsWith("anyhook: diffio test: ");
    }
}
