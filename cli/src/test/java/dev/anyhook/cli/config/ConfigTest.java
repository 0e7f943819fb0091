package dev.anyhook.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.Trust;
import dev.anyhook.TrustPolicy;
import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    private static final String SMALLEST = "endpoints: { n: { provider: nexio, secrets: [whsec_abc] } }\n";

    @TempDir
    private Path directory;

    @Test
    void readsTheExampleOfTheDocumentation() {
        Config config = Reading.of(directory, """
                server:
                  host: 127.0.0.1
                  port: 8080
                  max-body: 1MiB
                inbox:
                  url: memory
                endpoints:
                  diffio-live: { provider: diffio, mode: live, api-key: "${DIFFIO_API_KEY}", secrets: ["${DIFFIO_WEBHOOK_SECRET}"] }
                  sivi:        { provider: sivi, api-key: "${SIVI_API_KEY}", url-token: "${SIVI_URL_TOKEN}" }
                  nexio-live:  { provider: nexio, api-key: "${NEXIO_API_KEY}", secrets: ["${NEXIO_WEBHOOK_SECRET}"], auth-token: "${NEXIO_AUTH_TOKEN}", key-encoding: raw }
                sinks:
                  - { type: stdout, trust: confirmed }
                """)
                .in(Map.of(
                        "DIFFIO_API_KEY", "diffio_live_1",
                        "DIFFIO_WEBHOOK_SECRET", Reading.DIFFIO_SECRET,
                        "SIVI_API_KEY", "sivi_1",
                        "SIVI_URL_TOKEN", Reading.TOKEN,
                        "NEXIO_API_KEY", "nx_live_1",
                        "NEXIO_WEBHOOK_SECRET", "whsec_abc123def456",
                        "NEXIO_AUTH_TOKEN", "bearer-1"))
                .all();

        assertThat(config.server()).isEqualTo(new ServerConfig("127.0.0.1", 8080, 1_048_576));
        assertThat(config.inbox()).isEqualTo(new InboxConfig.Memory());
        assertThat(config.sinks()).containsExactly(new SinkConfig(Trust.CONFIRMED));
        assertThat(config.warnings()).isEmpty();
        assertThat(config.endpoints().stream().map(EndpointConfig::name))
                .containsExactly("diffio-live", "sivi", "nexio-live");
        assertThat(config.endpoints().stream().map(EndpointConfig::trust))
                .containsExactly(
                        TrustPolicy.signedWith(Secret.of(Reading.DIFFIO_SECRET)),
                        TrustPolicy.urlToken(Secret.of(Reading.TOKEN)),
                        TrustPolicy.signedWith(Secret.of("whsec_abc123def456"))
                                .andBearer(Secret.of("bearer-1"))
                                .withKeyEncoding(KeyEncoding.RAW));
        VendorAccount diffio = Objects.requireNonNull(config.endpoints().get(0).account());
        assertThat(diffio.apiKey()).isEqualTo(Secret.of("diffio_live_1"));
        assertThat(diffio.settings()).isEqualTo(Map.of("mode", "live"));
        assertThat(diffio.api()).isNull();
    }

    @Test
    void fillsInWhatIsLeftOut() {
        Config config = Reading.of(directory, SMALLEST).all();

        assertThat(config.server()).isEqualTo(new ServerConfig("127.0.0.1", 8080, 1_048_576));
        assertThat(config.inbox()).isEqualTo(new InboxConfig.Sqlite(Path.of("anyhook-data/inbox.db"), false));
        assertThat(config.sinks()).containsExactly(new SinkConfig(Trust.CONFIRMED));
        assertThat(config.endpoints().get(0).account()).isNull();
        assertThat(config.endpoints().get(0).requiredTrust()).isEqualTo(TrustPolicy.signedWith(Secret.of("whsec_abc")));
    }

    @Test
    void readsTheRareKeys() {
        Config config = Reading.of(directory, """
                server: { host: "[::1]", port: 0 }
                endpoints:
                  d:
                    provider: diffio
                    mode: test
                    api-key: diffio-key-1
                    api-key-id: key_2
                    auth-header: x-api-key
                    api-base: http://127.0.0.1:9/v1
                    tolerance: 2m
                    secrets:
                      - whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                      - whsec_plJ3nmyCDGBKInavdOK15jsl
                  s: { provider: sivi, accept-unsigned: true, plan: super }
                  t: { provider: sivi, url-token: [0123456789abcdef0123456789abcdef, fedcba9876543210fedcba9876543210] }
                  n: { provider: nexio, secrets: whsec_abc, key-encoding: strip-prefix, accept-unsigned: false }
                """).all();

        EndpointConfig diffio = config.endpoints().get(0);
        assertThat(config.server()).isEqualTo(new ServerConfig("::1", 0, 1_048_576));
        assertThat(diffio.requiredAccount().settings())
                .isEqualTo(Map.of("mode", "test", "api-key-id", "key_2", "auth-header", "x-api-key"));
        assertThat(diffio.requiredAccount().api()).isEqualTo(URI.create("http://127.0.0.1:9/v1"));
        assertThat(diffio.requiredTrust().tolerance()).isEqualTo(Duration.ofMinutes(2));
        assertThat(diffio.requiredTrust().secrets())
                .containsExactly(Secret.of(Reading.DIFFIO_SECRET), Secret.of("whsec_plJ3nmyCDGBKInavdOK15jsl"));
        assertThat(config.endpoints().get(1).requiredTrust()).isEqualTo(TrustPolicy.acceptingAnyoneUnsigned());
        assertThat(config.endpoints().get(2).urlTokens())
                .containsExactly(Secret.of(Reading.TOKEN), Secret.of("fedcba9876543210fedcba9876543210"));
        assertThat(config.endpoints().get(3).requiredTrust().keyEncoding()).isEqualTo(KeyEncoding.STRIP_PREFIX);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "65536,65536", "512KiB,524288", "64MiB,67108864", "9B,9"})
    void readsSizes(String written, int bytes) {
        String text = "server: { max-body: " + written + " }\n" + SMALLEST;

        assertThat(Reading.of(directory, text).all().server().maxBody()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"300,PT5M", "300s,PT5M", "5m,PT5M", "24h,PT24H", "1,PT1S"})
    void readsDurations(String written, Duration tolerance) {
        String text = "endpoints: { n: { provider: nexio, secrets: whsec_abc, tolerance: " + written + " } }";

        assertThat(Reading.of(directory, text)
                        .all()
                        .endpoints()
                        .get(0)
                        .requiredTrust()
                        .tolerance())
                .isEqualTo(tolerance);
    }

    @ParameterizedTest
    @CsvSource({"claimed,CLAIMED", "confirmed,CONFIRMED", "signed,SIGNED"})
    void readsTheTrustOfASink(String written, Trust least) {
        String text = SMALLEST + "sinks: [{ type: stdout, trust: " + written + " }]";

        assertThat(Reading.of(directory, text).all().sinks()).isEqualTo(List.of(new SinkConfig(least)));
    }

    @Test
    void namesSecretsAfterTheirVariables() {
        Config config = Reading.of(
                        directory,
                        "endpoints: { n: { provider: nexio, secrets: [\"${NEW}\", whsec_old, \"x${NEW}\"] } }")
                .in(Map.of("NEW", "whsec_new"))
                .all();

        assertThat(config.endpoints().get(0).requiredTrust().secrets().stream().map(Secret::label))
                .extracting(label -> label.orElse("none"))
                .containsExactly("NEW", "none", "none");
    }

    @Test
    void warnsOfATokenThatCanBeGuessed() {
        var reading =
                Reading.of(directory, "endpoints:\n  s:\n    provider: sivi\n    url-token: 0123456789abcdef01234\n");

        assertThat(reading.warnings())
                .containsExactly("FILE:4: endpoints.s.url-token: warning: shorter than 22 characters can be guessed;"
                        + " make one with: openssl rand -hex 16");
    }

    @Test
    void warnsOfASecretThatCanBeGuessed() {
        var reading = Reading.of(
                directory, "endpoints:\n  n: { provider: nexio, secrets: [0123456789abcde, 0123456789abcdef] }\n");

        assertThat(reading.warnings())
                .containsExactly("FILE:2: endpoints.n.secrets[0]: warning: shorter than 16 characters can be guessed,"
                        + " and whoever does is believed");
    }

    @Test
    void ignoresAByteOrderMark() {
        assertThat(Reading.of(directory, "\uFEFF" + SMALLEST).all().endpoints()).hasSize(1);
    }

    @Test
    void readsWhereEventsAreKept() {
        assertThat(inbox("jdbc:sqlite:/var/lib/a b.db"))
                .isEqualTo(new InboxConfig.Sqlite(Path.of("/var/lib/a b.db"), false));
        assertThat(inbox("jdbc:postgresql://h:5432/d?user=u&password=p"))
                .isEqualTo(new InboxConfig.Postgresql("jdbc:postgresql://h:5432/d?user=u&password=p", false))
                .hasToString("jdbc:postgresql://h:5432/d");
    }

    @Test
    void readsWhetherEventsOfAJobWaitForEachOther() {
        InboxConfig standard = Reading.of(directory, SMALLEST + "inbox: { ordered-per-job: true }")
                .all()
                .inbox();

        assertThat(inbox("jdbc:sqlite:x.db").orderedPerJob()).isFalse();
        assertThat(standard).isEqualTo(new InboxConfig.Sqlite(Path.of("anyhook-data/inbox.db"), true));
    }

    private InboxConfig inbox(String url) {
        return Reading.of(directory, SMALLEST + "inbox: { url: '" + url + "' }")
                .all()
                .inbox();
    }

    @Test
    void readsWhereEventsAreKeptWithoutAnyVariableOfTheRest() throws IOException {
        Path file = Files.writeString(
                directory.resolve("inbox.yaml"),
                "inbox: { url: 'jdbc:sqlite:${FOLDER}/x.db' }\nendpoints: { d: { provider: diffio, secrets: '${S}' } }");

        assertThat(Config.forInbox(file, Map.of("FOLDER", "f")))
                .isEqualTo(new InboxConfig.Sqlite(Path.of("f/x.db"), false));
    }
}
