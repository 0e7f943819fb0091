package dev.anyhook.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project in {@code docs/examples/spring-boot}, with the versions of libraries that Spring Boot chooses. */
class SpringBootExampleIT {
    private static final int MINUTES_TO_RECEIVE = 4;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir
    static Path folder;

    private static ExampleProject project;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        project = ExampleProject.built("spring-boot", folder);
    }

    @Test
    void itReceivesAndWritesWithTheSettlingTransaction() throws Exception {
        assertThat(project.outcome()).contains("BUILD SUCCESS").endsWith("exit 0");
        SampleDelivery genuine = Samples.diffio("generation.completed", SECRET, Instant.now());
        String body = new String(genuine.body(), StandardCharsets.UTF_8);

        try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
            var log = new ArrayList<String>();
            try (Program program = Program.start(MINUTES_TO_RECEIVE, folder, settings(database), command())) {
                Matcher started = program.lineWith(STARTED, log);
                URI webhooks = URI.create("http://127.0.0.1:" + started.group(1) + "/webhooks/");

                assertThat(send(webhooks.resolve("diffio-live"), genuine, body.replaceFirst("\\{", "{ ")))
                        .isEqualTo(401);
                assertThat(send(webhooks.resolve("diffio-live"), genuine, body)).isEqualTo(200);
                assertThat(send(webhooks.resolve("diffio-live"), genuine, body)).isEqualTo(200);
                assertThat(send(webhooks.resolve("diffio-live"), genuine, " ".repeat(1024 * 1024 + 1)))
                        .isEqualTo(413);
                assertThat(send(webhooks.resolve("diffio"), genuine, body)).isEqualTo(404);
                assertThat(send(webhooks.resolve("sivi/a-guess"), genuine, body))
                        .isEqualTo(404);
                program.lineWith(Pattern.compile("diffio-live: job \\S+ has ended, SUCCEEDED"), log);
                log.addAll(program.endAndDrain());
            }

            assertThat(log).noneMatch(line -> line.contains(" ERROR ") || line.contains(SECRET));
            assertThat(rows(database, "SELECT endpoint, state FROM finished_job"))
                    .containsExactly("diffio-live SUCCEEDED");
            assertThat(rows(database, "SELECT state, attempts FROM anyhook_handling"))
                    .containsExactly("DONE 1");
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres database) {
        return Map.of(
                "DIFFIO_WEBHOOK_SECRET", SECRET,
                "SIVI_URL_TOKEN", "a-token-that-nobody-knows",
                "SIVI_API_KEY", "a-key",
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:" + database.getPort() + "/postgres",
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    private static List<String> command() {
        return List.of(
                ExampleProject.java(),
                "-jar",
                project.folder().resolve("target/studio.jar").toString(),
                "--server.address=127.0.0.1",
                "--server.port=0");
    }

    /** Sends {@code body} under the headers of {@code signed}. */
    private int send(URI target, SampleDelivery signed, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(BodyPublishers.ofString(body));
        signed.headers().forEach(request::header);
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static List<String> rows(EmbeddedPostgres database, String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getString(2));
            }
        }
        return rows;
    }
}
