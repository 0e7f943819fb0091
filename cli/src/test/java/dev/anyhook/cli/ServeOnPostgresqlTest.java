package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} and {@code inbox} on a real PostgreSQL. */
@Timeout(120)
class ServeOnPostgresqlTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path directory;

    @Test
    void remembersAcrossAKill() throws IOException, InterruptedException {
        try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
            String url = "jdbc:postgresql://localhost:" + database.getPort() + "/postgres";
            Session session = new Session(directory)
                    .configured("server: { port: 0 }\ninbox: { url: '" + url + "?user=postgres&password=s3cret' }\n"
                            + "endpoints: { d: { provider: diffio, secrets: ['${DIFFIO_SECRET}'] } }\n");
            SampleDelivery sample = Samples.diffio("generation.completed", SECRET, Instant.now());
            String id = String.valueOf(sample.headers().get("svix-id"));
            try (ServeProcess process = ServeProcess.start(directory, "DIFFIO_SECRET", SECRET)) {
                assertThat(deliver(process.uri(), sample)).isEqualTo("{\"status\":\"accepted\"}");
                assertThat(process.nextLine()).contains(id);
                process.kill();
            }

            try (ServeProcess process = ServeProcess.start(directory, "DIFFIO_SECRET", SECRET)) {
                assertThat(deliver(process.uri(), sample)).isEqualTo("{\"status\":\"duplicate\"}");
                assertThat(session.run("inbox", "list", "--json").out())
                        .contains(id)
                        .hasLineCount(1);
                session.run("inbox", "replay", id);
                assertThat(process.nextLine()).contains(id);
                assertThat(Files.readString(process.log()))
                        .contains("events are kept in " + url)
                        .doesNotContain("s3cret", SECRET);
            }
        }
    }

    private static String deliver(URI server, SampleDelivery sample) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/webhooks/d"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
