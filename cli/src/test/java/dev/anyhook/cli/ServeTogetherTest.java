package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.simulators.SampleDelivery;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} beside another of its kind, and while its database is away. */
@Timeout(180)
class ServeTogetherTest {
    private static final String ACCEPTED = "{\"status\":\"accepted\"}";
    private static final String DUPLICATE = "{\"status\":\"duplicate\"}";
    private static final int COPIES = 64;

    @TempDir
    private Path directory;

    private final BusyVendor vendor = new BusyVendor();

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void twoReceiversOnOneDatabaseKeepAndHandleOneOfManyCopies() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
            Session session = configured(database.getJdbcUrl("postgres", "postgres"));
            try (ServeProcess one = serve();
                    ServeProcess two = serve()) {
                List<URI> servers = List.of(one.uri(), two.uri());
                SampleDelivery sample = BusyVendor.sample();

                List<String> answers = vendor.deliverAtOnce(sample, COPIES, servers);

                assertThat(Collections.frequency(answers, ACCEPTED)).isOne();
                assertThat(Collections.frequency(answers, DUPLICATE)).isEqualTo(COPIES - 1);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                while (!session.run("inbox", "list", "--json").out().contains("\"DONE\"")) {
                    assertThat(System.nanoTime()).as("it is handled in time").isLessThan(end);
                }
                assertThat(session.run("inbox", "list", "--json").outLines()).hasSize(1);
                one.terminate();
                two.terminate();
                assertThat(one.remainingLines().size() + two.remainingLines().size())
                        .as("lines of both: the event was handled once")
                        .isOne();
            }
        }
    }

    @Test
    void asksVendorsToComeAgainWhileTheServerIsGone() throws Exception {
        Path data = directory.resolve("postgresql");
        EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
        int port = database.getPort();
        try {
            configured(database.getJdbcUrl("postgres", "postgres"));
            try (ServeProcess process = serve()) {
                URI server = process.uri();
                SampleDelivery sample = BusyVendor.sample();
                database.close();

                assertComeAgain(vendor.deliver(server, sample));

                database = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .start();
                assertThat(vendor.deliver(server, sample).body()).isEqualTo(ACCEPTED);
                assertThat(process.nextLine()).contains(BusyVendor.id(sample));
            }
        } finally {
            database.close();
        }
    }

    @Test
    void asksVendorsToComeAgainWhileTheFileIsLocked() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("inbox.db");
        configured(url);
        try (ServeProcess process = serve()) {
            URI server = process.uri();
            SampleDelivery sample = BusyVendor.sample();
            try (Connection rival = DriverManager.getConnection(url);
                    Statement statement = rival.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");

                assertComeAgain(vendor.deliver(server, sample));

                statement.execute("ROLLBACK");
            }
            assertThat(vendor.deliver(server, sample).body()).isEqualTo(ACCEPTED);
            assertThat(process.nextLine()).contains(BusyVendor.id(sample));
        }
    }

    private static void assertComeAgain(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
    }

    private Session configured(String url) throws IOException {
        String text = "server: { port: 0 }\ninbox: { url: '" + url + "' }\n"
                + "endpoints: { d: { provider: diffio, secrets: ['${DIFFIO_SECRET}'] } }\n";
        Files.writeString(directory.resolve("anyhook.yaml"), text);
        return new Session(directory).configured(text);
    }

    private ServeProcess serve() throws IOException {
        return ServeProcess.start(directory, "DIFFIO_SECRET", BusyVendor.SECRET);
    }
}
