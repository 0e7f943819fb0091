package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.cli.Session.Outcome;
import dev.anyhook.simulators.SampleDelivery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} on SQLite, killed without warning while vendors deliver, again and again. */
@Timeout(120)
class ServeKilledTest {
    private static final int ROUNDS = 5;

    @TempDir
    private Path directory;

    private final BusyVendor vendor = new BusyVendor();

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void losesNothingThatItAcknowledged() throws Exception {
        Files.writeString(
                directory.resolve("anyhook.yaml"),
                "server: { port: 0 }\nendpoints: { d: { provider: diffio, secrets: ['${DIFFIO_SECRET}'] } }\n");
        Set<String> printed = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (ServeProcess process = serve()) {
                for (String line : vendor.deliverUntilKilled(process)) {
                    if (line.endsWith("}")) {
                        printed.add(id(line));
                    }
                }
            }
        }
        assertThat(vendor.acknowledged()).hasSizeGreaterThan(ROUNDS);

        try (ServeProcess process = serve()) {
            URI server = process.uri();
            for (SampleDelivery sample : vendor.acknowledged().values()) {
                assertThat(vendor.deliver(server, sample).body()).isEqualTo("{\"status\":\"duplicate\"}");
            }
            while (!printed.containsAll(vendor.acknowledged().keySet())) {
                printed.add(id(process.nextLine()));
            }
            assertThat(listed()).containsAll(vendor.acknowledged().keySet());
        }
    }

    private ServeProcess serve() throws IOException {
        return ServeProcess.start(directory, "DIFFIO_SECRET", BusyVendor.SECRET);
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
