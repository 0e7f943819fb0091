package dev.anyhook.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.svix.Webhook;
import com.svix.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffioDeliveryTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final MovableClock clock = MovableClock.startingAt(NOW);
    private final DiffioSimulator diffio = DiffioSimulator.start(clock);
    private final VendorClient client = VendorClient.of(diffio);
    private final LoopbackReceiver receiver = new LoopbackReceiver();

    DiffioDeliveryTest() throws IOException {}

    @BeforeEach
    void configure() throws Exception {
        diffio.deliverVia(receiver.origin());
        client.post("/webhooks/configure", """
                {"mode":"live","url":"https://hooks.example.com/diffio/x?y=z",
                "eventTypes":["generation.failed","generation.completed"]}""");
    }

    @AfterEach
    void close() {
        diffio.close();
        receiver.close();
    }

    @Test
    void isSignedSoThatTheOfficialLibraryBelievesIt() throws Exception {
        String job = diffio.submit();
        diffio.moveTo(job, "completed");

        verify(receiver.last(), secret());
        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.last().target()).isEqualTo("/diffio/x?y=z");
        assertThat(receiver.last().method()).isEqualTo("POST");
        assertThat(receiver.last().header("Content-Type")).isEqualTo("application/json");
        assertThat(receiver.last().header("svix-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
    }

    @Test
    void isNotBelievedWithAnotherSecretOrAnotherBody() throws Exception {
        diffio.moveTo(diffio.submit(), "failed");

        LoopbackReceiver.Received genuine = receiver.last();
        var changed = new LoopbackReceiver.Received(
                genuine.method(),
                genuine.target(),
                genuine.headers(),
                genuine.body().replace("error", "erro\\u0072"));
        assertThatThrownBy(() -> verify(genuine, SvixSigning.freshSecret()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(changed, secret())).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void carriesBothSignaturesForADayAfterRotation() throws Exception {
        String old = secret();
        String fresh = diffio.rotateSecret(diffio.endpointIds().get(0));
        diffio.moveTo(diffio.submit(), "completed");

        LoopbackReceiver.Received during = receiver.last();
        assertThat(secret()).isEqualTo(fresh).isNotEqualTo(old);
        verify(during, old);
        verify(during, fresh);

        clock.advance(Duration.ofHours(24));
        diffio.moveTo(diffio.submit(), "completed");

        assertThat(receiver.last().header("svix-signature").split(" ")).hasSize(1);
    }

    @Test
    void followsTheDocumentedScheduleWithOneIdAndFreshSignatures() throws Exception {
        receiver.answer(500, 302, 404, 503, 429, 301, 400, 500);
        diffio.moveTo(diffio.submit(), "completed");
        List<Duration> waits = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(10));

        for (Duration wait : waits) {
            clock.advance(wait.minusSeconds(1));
            assertThat(diffio.deliveries().deliverDue()).isZero();
            clock.advance(Duration.ofSeconds(1));
            assertThat(diffio.deliveries().deliverDue()).isEqualTo(1);
        }
        clock.advance(Duration.ofDays(30));

        assertThat(diffio.deliveries().deliverDue()).isZero();
        assertThat(diffio.deliveries().nextDue()).isEmpty();
        assertThat(diffio.deliveries().attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("svix-id"))
                .hasSize(8)
                .containsOnly(diffio.deliveries().last().id());
        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("svix-timestamp"))
                .doesNotHaveDuplicates();
        assertThat(receiver.received())
                .extracting(delivery -> delivery.header("svix-signature"))
                .doesNotHaveDuplicates();
    }

    @Test
    void countsEachWaitFromThePreviousFailure() {
        receiver.answer(500, 500);
        diffio.moveTo(diffio.submit(), "completed");

        clock.advance(Duration.ofHours(1));
        diffio.deliveries().deliverDue();

        assertThat(diffio.deliveries().nextDue())
                .hasValue(NOW.plus(Duration.ofHours(1)).plus(Duration.ofMinutes(5)));
    }

    @Test
    void endsWithTheFirstSuccess() {
        receiver.answer(500, 204);
        diffio.moveTo(diffio.submit(), "completed");
        clock.advance(Duration.ofSeconds(5));
        diffio.deliveries().deliverDue();

        assertThat(diffio.deliveries().attempts())
                .extracting(Attempt::succeeded)
                .containsExactly(false, true);
        assertThat(diffio.deliveries().nextDue()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "queued, generation.queued, queued, queued",
        "processing, generation.processing, processing, processing",
        "failed, generation.failed, error, failed",
        "completed, generation.completed, complete, complete"
    })
    void tellsEachStateInTheVendorsWords(String state, String type, String payloadStatus, String progressStatus)
            throws Exception {
        client.post("/webhooks/configure", """
                {"mode":"test","url":"https://hooks.example.com/all","eventTypes":["generation.queued",
                "generation.processing","generation.failed","generation.completed"]}""");
        String job = diffio.submit("test");
        diffio.moveTo(job, state);

        JsonNode payload = Json.read(receiver.last().body());
        JsonNode progress = progress(job).json();
        assertThat(payload.path("eventType").textValue()).isEqualTo(type);
        assertThat(payload.path("status").textValue()).isEqualTo(payloadStatus);
        assertThat(payload.path("generationId").textValue()).isEqualTo(job);
        assertThat(payload.path("error").isNull()).isEqualTo(!state.equals("failed"));
        assertThat(payload.fieldNames())
                .toIterable()
                .containsExactly(
                        "eventType",
                        "eventId",
                        "createdAt",
                        "apiKeyId",
                        "apiProjectId",
                        "generationId",
                        "status",
                        "hasVideo",
                        "modelKey",
                        "error",
                        "errorDetails");
        assertThat(progress.path("status").textValue()).isEqualTo(progressStatus);
        assertThat(progress.path("apiProjectId")).isEqualTo(payload.path("apiProjectId"));
    }

    @Test
    void emitsOnlyWhenTheStateChanges() {
        String job = diffio.submit();
        diffio.moveTo(job, "completed");
        diffio.moveTo(job, "complete");

        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void readsAsSomethingElseOnRequest() throws Exception {
        String job = diffio.submit();
        diffio.moveTo(job, "completed");
        diffio.readsAs(job, "processing");

        assertThat(progress(job).json().path("status").textValue()).isEqualTo("processing");
    }

    @Test
    void doesNotFindUnknownGenerations() throws Exception {
        assertThat(progress("gen_unknown").line()).isEqualTo("404 {\"error\":\"Generation not found.\"}");
        assertThat(client.post("/get_generation_progress", "{}").line())
                .isEqualTo("400 {\"error\":\"generationId is required.\"}");
        assertThat(client.post(
                                "/get_generation_progress",
                                "{\"generationId\":\"" + diffio.submit() + "\",\"apiProjectId\":\"proj_other\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void letsOnlyReadersReadProgress() throws Exception {
        String body = "{\"generationId\":\"" + diffio.submit() + "\"}";

        assertThat(new VendorClient(diffio.api(), "X-Api-Key", diffio.issueKey("webhooks:write"))
                        .post("/get_generation_progress", body)
                        .line())
                .isEqualTo("403 {\"error\":\"Missing read permission.\"}");
        assertThat(new VendorClient(diffio.api(), "X-Api-Key", diffio.issueKey("generations:read"))
                        .post("/get_generation_progress", body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knowsItsOwnWordsAlone() {
        String job = diffio.submit();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> diffio.moveTo(job, "done"))
                .withMessage("no status 'done'; Diffio knows queued, processing, failed and completed");
        assertThatIllegalArgumentException().isThrownBy(() -> diffio.moveTo("gen_unknown", "failed"));
        assertThatIllegalArgumentException().isThrownBy(() -> diffio.readsAs("gen_unknown", "failed"));
        assertThatIllegalArgumentException().isThrownBy(() -> diffio.submit("both"));
        assertThatIllegalArgumentException().isThrownBy(() -> diffio.secretFromPortal("ep_unknown"));
    }

    private String secret() {
        return diffio.secretFromPortal(diffio.endpointIds().get(0));
    }

    private VendorClient.Reply progress(String job) throws Exception {
        return client.post("/get_generation_progress", "{\"generationId\":\"" + job + "\"}");
    }

    private static void verify(LoopbackReceiver.Received delivery, String secret) throws Exception {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(delivery.headers());
        new Webhook(secret).verify(delivery.body(), headers);
    }
}
