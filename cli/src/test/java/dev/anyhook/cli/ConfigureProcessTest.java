package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.cli.Session.Outcome;
import dev.anyhook.simulators.NexioSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code configure} in a process of its own, from which the disk is taken away, or which is ended. A limit on the size
 * of files stands in for a full disk, as in {@link FullDiskTest}.
 */
@Timeout(120)
class ConfigureProcessTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final String URL = "https://hooks.example.com/webhooks/nx";

    @TempDir
    private Path directory;

    private final NexioSimulator vendor = NexioSimulator.start();
    private final AtomicReference<Process> running = new AtomicReference<>();

    @AfterEach
    void stop() {
        vendor.close();
        Process process = running.get();
        if (process != null) {
            process.destroyForcibly().onExit().join(); // Its folder is deleted next.
        }
    }

    @Test
    void callsNobodyWhileThereIsNoRoomForTheSecret() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "a process is kept from writing files by prlimit of util-linux");

        Outcome outcome = configure(vendor.api(), PRLIMIT.toString(), "--fsize=0");

        assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.errLines())
                .singleElement()
                .asString()
                .startsWith("anyhook: there is no room for the secret in nexio.secret, so the vendor was not called: ");
        assertThat(file()).doesNotExist();
        assertThat(vendor.calls()).isEmpty();
    }

    @Test
    void doesNotSayThatTheSecretIsWhereItCouldNotBeWritten() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "a process is kept from writing files by prlimit of util-linux");
        try (VendorGate gate = VendorGate.before(vendor.api(), this::fillTheDisk)) {
            Outcome outcome = configure(gate.api());

            assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.FAILED);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.errLines().get(0))
                    .isEqualTo(
                            "nexio.secret may hold the signing secret, or a part of it: look before you delete it, and name"
                                    + " another file next time");
            assertThat(outcome.errLines().get(1)).contains("could not be kept", "rotate its secret");
            assertThat(file()).exists();
        }
    }

    @Test
    void isNotBlockedByWhatARunLeftBehindThatWasEnded() throws Exception {
        try (VendorGate gate = VendorGate.before(vendor.api(), this::endIt)) {
            Outcome ended = configure(gate.api());
            assertThat(ended.code()).isGreaterThan(128);
            assertThat(file()).exists();
        }

        Outcome outcome = configureHere();

        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.YES);
        assertThat(Files.readString(file()))
                .isEqualTo(vendor.secretOf(vendor.endpointIds().get(0)) + "\n");
    }

    @Test
    void leavesTheFileToARunThatWaitsForTheVendor() throws Exception {
        var second = new AtomicReference<Outcome>();
        try (VendorGate gate = VendorGate.before(vendor.api(), () -> {
            second.set(configureHere());
            return true;
        })) {
            Outcome first = configure(gate.api());

            assertThat(second.get().code()).isEqualTo(ExitCode.WRONG_USE);
            assertThat(second.get().errLines())
                    .containsExactly("anyhook: nexio.secret waits for the secret of another run; name another file");
            assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.YES);
            assertThat(Files.readString(file()))
                    .isEqualTo(vendor.secretOf(vendor.endpointIds().get(0)) + "\n");
        }
    }

    private Path file() {
        return directory.resolve("nexio.secret");
    }

    private Session session(URI api) throws IOException {
        return new Session(directory)
                .with("KEY", vendor.apiKey())
                .configured("endpoints: { nx: { provider: nexio, api-key: '${KEY}', api-base: '" + api + "' } }");
    }

    private Outcome configureHere() throws IOException {
        return session(vendor.api()).run("configure", "nx", "--url", URL, "--secret-file", file().toString());
    }

    /** Runs it in a Java virtual machine of its own, begun with the words of {@code wrapper}. */
    private Outcome configure(URI api, String... wrapper) throws Exception {
        session(api);
        var command = new ArrayList<>(List.of(wrapper));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")); // The latter is a file too.
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.anyhook.cli.Main", "configure"));
        command.addAll(List.of("nx", "--url", URL, "--secret-file", file().toString()));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("KEY", vendor.apiKey());
        Process process = builder.start();
        running.set(process);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, err, directory.toString());
    }

    private boolean fillTheDisk() throws Exception {
        Process limiting = new ProcessBuilder(
                        PRLIMIT.toString(),
                        "--pid",
                        String.valueOf(running.get().pid()),
                        "--fsize=0:")
                .inheritIO()
                .start();
        assertThat(limiting.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return limiting.exitValue() == 0;
    }

    private boolean endIt() {
        running.get().toHandle().destroyForcibly();
        running.get().onExit().join();
        return false;
    }
}
