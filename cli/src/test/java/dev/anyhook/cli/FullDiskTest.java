package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.simulators.SampleDelivery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code serve} when nothing more can be written, and when there is room again. A limit on the size of files stands in
 * for a full disk: it fails the same writes, with an error of another number.
 */
@Timeout(120)
class FullDiskTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    @TempDir
    private Path directory;

    private final BusyVendor vendor = new BusyVendor();

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void refusesWhatItCannotKeepAndRecoversWithoutARestart() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "a process is kept from writing files by prlimit of util-linux");
        Files.writeString(
                directory.resolve("anyhook.yaml"),
                "server: { port: 0 }\nendpoints: { d: { provider: diffio, secrets: ['${DIFFIO_SECRET}'] } }\n");
        try (ServeProcess process = ServeProcess.start(directory, "DIFFIO_SECRET", BusyVendor.SECRET)) {
            URI server = process.uri();
            assertThat(vendor.deliver(server, BusyVendor.sample()).statusCode()).isEqualTo(200);
            process.nextLine();
            SampleDelivery refused = BusyVendor.sample();
            limitFiles(process, "0");

            for (int attempt = 0; attempt < 3; attempt++) {
                HttpResponse<String> answer = vendor.deliver(server, refused);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            }

            limitFiles(process, "unlimited");

            HttpResponse<String> answer = repeat(server, refused);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
            assertThat(process.nextLine()).contains(BusyVendor.id(refused));
        }
    }

    /** As a vendor does that is told to come again; it may be a moment until a connection is opened anew. */
    private HttpResponse<String> repeat(URI server, SampleDelivery refused) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        HttpResponse<String> answer = vendor.deliver(server, refused);
        while (answer.statusCode() == 503 && System.nanoTime() < end) {
            answer = vendor.deliver(server, refused);
        }
        return answer;
    }

    /** From now on the process can write no file beyond so many bytes. */
    private static void limitFiles(ServeProcess process, String bytes) throws IOException, InterruptedException {
        Process limiting = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", String.valueOf(process.pid()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertThat(limiting.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(limiting.exitValue()).isZero();
    }
}
