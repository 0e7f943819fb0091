package dev.anyhook.diffio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.WebhookEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffioEnvelopeTest {
    private static final TrustPolicy TRUST = TrustPolicy.signedWith(Secret.of(Fixture.SECRET));

    private static WebhookEvent event(byte[] body) {
        RawDelivery delivery = Fixture.signed(body);
        VerificationResult verdict = new DiffioWebhooks().verify(delivery, TRUST);
        assertThat(verdict).isInstanceOf(Verified.class);
        WebhookEvent event = ((Verified) verdict).event();
        assertThat(event.id()).isEqualTo(Fixture.ID);
        assertThat(event.payload()).isEqualTo(Payload.copyOf(body));
        return event;
    }

    private static WebhookEvent event(String body) {
        return event(body.getBytes(StandardCharsets.UTF_8));
    }

    private static JobUpdate job(String body) {
        JobUpdate job = event(body).job();
        assertThat(job).isNotNull();
        return job;
    }

    @Test
    void readsThePublishedExample() {
        assertThat(event(Fixture.COMPLETED))
                .isEqualTo(new WebhookEvent(
                        DiffioWebhooks.ID,
                        "diffio-live",
                        Fixture.ID,
                        "generation.completed",
                        Instant.parse("2026-01-28T12:34:56Z"),
                        JobUpdate.of("gen_123", JobState.SUCCEEDED, "complete"),
                        Payload.utf8(Fixture.COMPLETED)));
    }

    @ParameterizedTest
    @CsvSource({
        "generation.queued,     queued,     QUEUED",
        "generation.processing, processing, RUNNING",
        "generation.failed,     error,      FAILED",
        "generation.failed,     failed,     FAILED",
        "generation.completed,  complete,   SUCCEEDED",
        "generation.cancelled,  cancelled,  UNKNOWN",
        "generation.completed,  completed,  UNKNOWN",
        "generation.completed,  COMPLETE,   UNKNOWN",
    })
    void keepsTheVendorsWordsBesideOurs(String type, String word, JobState state) {
        WebhookEvent event =
                event("{\"eventType\":\"%s\",\"generationId\":\"gen_9\",\"status\":\"%s\"}".formatted(type, word));

        assertThat(event.type()).isEqualTo(type);
        assertThat(event.job()).isEqualTo(JobUpdate.of("gen_9", state, word));
    }

    @Test
    void keepsTheVendorsWordsForAFailure() {
        assertThat(job("{\"generationId\":\"gen_9\",\"status\":\"error\",\"error\":\"No speech\\nfound\"}")
                        .error())
                .isEqualTo("No speech found");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-28T12:34:56.789Z,      2026-01-28T12:34:56.789Z",
        "2026-01-28T14:34:56+02:00,     2026-01-28T12:34:56Z",
        "2026-01-28T12:34:56,",
        "yesterday,",
        "+999999999-12-31T23:59:59.999999999-18:00,",
    })
    void readsTheInstantIfItIsOne(String createdAt, String expected) {
        assertThat(event("{\"createdAt\":\"" + createdAt + "\"}").occurredAt())
                .isEqualTo(expected == null ? null : Instant.parse(expected));
    }

    @Test
    void ignoresFieldsItDoesNotKnow() {
        WebhookEvent event =
                event("{\"transcription\":{\"status\":\"available\",\"generationId\":\"x\"},\"list\":[{\"status\":1}],"
                        + "\"errorDetails\":{\"error\":\"deep\"}," + Fixture.COMPLETED.substring(1));

        assertThat(event.type()).isEqualTo("generation.completed");
        assertThat(event.job()).isEqualTo(JobUpdate.of("gen_123", JobState.SUCCEEDED, "complete"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"eventType\":null,\"createdAt\":null,\"generationId\":null,\"status\":null,\"error\":null}",
                "{\"eventType\":1,\"createdAt\":2,\"generationId\":3,\"status\":4,\"error\":5}",
                "{\"eventType\":{},\"createdAt\":[],\"generationId\":{},\"status\":[[]],\"error\":[{}]}",
                "{\"eventType\":\" \",\"createdAt\":\"\",\"generationId\":\" \",\"status\":\"\"}",
                "{\"eventType\":\"a\\u0000b\",\"generationId\":\"gen\\u001b[31m\"}",
                "{\"generationId\":\"\\ud800\"}",
            })
    void keepsAnEventOfWhichNothingCanBeUsed(String body) {
        WebhookEvent event = event(body);

        assertThat(event.type()).isEqualTo(WebhookEvent.UNKNOWN_TYPE);
        assertThat(event.occurredAt()).isNull();
        assertThat(event.job()).isNull();
    }

    @Test
    void knowsNoStateWithoutAWord() {
        assertThat(job("{\"generationId\":\"gen_9\",\"eventType\":\"generation.completed\"}"))
                .isEqualTo(JobUpdate.of("gen_9", JobState.UNKNOWN, ""));
    }

    static Stream<byte[]> unreadable() {
        return Stream.of(
                bytes(""),
                bytes("hello"),
                bytes("[" + Fixture.COMPLETED + "]"),
                bytes("\"generation.completed\""),
                bytes("null"),
                bytes("42"),
                bytes("{\"eventType\":"),
                bytes("{'eventType':'generation.completed'}"),
                bytes("[".repeat(100_000)),
                bytes("{\"a\":".repeat(100_000)),
                new byte[1024 * 1024],
                new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, 0, 0x11, 0, 0},
                new byte[] {0, 0, 0, '{', 0},
                new byte[] {'{', '"', 'e', '"', ':', '"', (byte) 0xFF, (byte) 0xC0, '"', '}'});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void keepsAnAuthenticEventThatItCannotRead(byte[] body) {
        WebhookEvent event = event(body);

        assertThat(event.type()).isEqualTo(WebhookEvent.UNKNOWN_TYPE);
        assertThat(event.job()).isNull();
    }

    @Test
    void keepsBytesThatAreNotUtf8() {
        byte[] body = bytes("{\"note\":\"x\",\"eventType\":\"generation.completed\"}");
        body[9] = (byte) 0xFF;

        assertThat(event(body).payload().toByteArray()).isEqualTo(body);
    }

    @Test
    void readsPastAByteOrderMark() {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        body.writeBytes(bytes(Fixture.COMPLETED));

        assertThat(event(body.toByteArray()).type()).isEqualTo("generation.completed");
    }

    @Test
    void readsABodyOfOneMebibyte() {
        String filler = "{\"filler\":\"" + "x".repeat(1024 * 1024 - Fixture.COMPLETED.length() - 13) + "\",";
        String body = filler + Fixture.COMPLETED.substring(1);

        assertThat(body).hasSizeBetween(1024 * 1024 - 4, 1024 * 1024);
        assertThat(event(body).job()).isEqualTo(JobUpdate.of("gen_123", JobState.SUCCEEDED, "complete"));
    }

    @Test
    void takesTheFirstOfRepeatedNames() {
        assertThat(job("{\"status\":\"processing\",\"generationId\":\"gen_1\",\"status\":\"complete\","
                        + "\"generationId\":\"gen_2\"}"))
                .isEqualTo(JobUpdate.of("gen_1", JobState.RUNNING, "processing"));
    }

    @Test
    void takesNoLinksFromAPayload() {
        assertThat(job("{\"downloadUrl\":\"https://example.com/a\"," + Fixture.COMPLETED.substring(1))
                        .resultLinks())
                .isEqualTo(List.of());
    }
}
