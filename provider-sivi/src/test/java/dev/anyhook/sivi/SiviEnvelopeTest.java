package dev.anyhook.sivi;

import static dev.anyhook.sivi.Arrivals.claim;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.VerificationResult.Unsigned;
import dev.anyhook.WebhookEvent;
import dev.anyhook.spi.Digests;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of bodies that Sivi sends: as documented, as its programs expect them, and as they might change. */
final class SiviEnvelopeTest {
    private static final List<URI> LINKS =
            List.of(URI.create(Samples.IMAGE), URI.create(Samples.LINK), URI.create(Samples.SHARE_LINK));

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " r1", "r1 ", "r 1", "r1\\u00a0", "\\ufeffr1", "r\\u0131"})
    void namesNoJobByAnIdThatAnApiMayReadAsAnother(String id) {
        WebhookEvent event = claim(Samples.wrapped("\"status\":\"complete\",\"requestId\":\"" + id + "\""));

        assertThat(event.job()).isNull();
        assertThat(event.id()).isEqualTo(Digests.ofBody(event.payload()));
    }

    @Test
    void takesAnyVisibleAsciiForAnId() {
        WebhookEvent event = claim(Samples.wrapped("\"status\":\"complete\",\"requestId\":\"!r~\""));

        assertThat(requireNonNull(event.job()).jobId()).isEqualTo("!r~");
    }

    static Stream<Arguments> documented() {
        return Stream.of(
                Arguments.of(
                        Samples.UPDATE_WEBHOOK,
                        "design.complete",
                        Digests.ofFields(Samples.JOB, "SUCCEEDED", null),
                        new JobUpdate(Samples.JOB, JobState.SUCCEEDED, "complete", LINKS, null)),
                Arguments.of(
                        Samples.COMPLETED,
                        "design.completed",
                        Digests.ofFields(Samples.JOB, "SUCCEEDED", null),
                        new JobUpdate(Samples.JOB, JobState.SUCCEEDED, "completed", LINKS, null)),
                Arguments.of(
                        Samples.PENDING,
                        "design.pending",
                        Digests.ofFields(Samples.JOB, "QUEUED", null),
                        JobUpdate.of(Samples.JOB, JobState.QUEUED, "pending")),
                Arguments.of(
                        Samples.PROCESSING,
                        "design.processing",
                        Digests.ofFields(Samples.JOB, "RUNNING", "45"),
                        JobUpdate.of(Samples.JOB, JobState.RUNNING, "processing")),
                Arguments.of(
                        Samples.FAILED,
                        "design.failed",
                        Digests.ofFields(Samples.JOB, "FAILED", null),
                        new JobUpdate(Samples.JOB, JobState.FAILED, "failed", List.of(), "Image url invalid")));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void readsTheSamplesOfThePages(String body, String type, String id, JobUpdate job) {
        assertThat(new SiviWebhooks().verify(Arrivals.of(body), Arrivals.TRUST))
                .isEqualTo(new Unsigned(
                        new WebhookEvent(SiviWebhooks.ID, "sivi", id, type, null, job, Payload.utf8(body))));
    }

    @Test
    void readsTheFlatShapeOfTheSampleApplicationWithoutInventingAJob() {
        assertThat(claim(Samples.FLAT))
                .isEqualTo(new WebhookEvent(
                        SiviWebhooks.ID,
                        "sivi",
                        Digests.ofBody(Payload.utf8(Samples.FLAT)),
                        "design.complete",
                        null,
                        null,
                        Payload.utf8(Samples.FLAT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pending", "processing", "complete", "completed", "failed", "error", "suspended", "resting"})
    void readsBothShapesOfEveryStateAlike(String word) {
        String fields = "\"requestId\":\"r1\",\"status\":\"" + word
                + "\",\"progress\":7,\"reason\":\"why\",\"link\":\"https://a.example/1\","
                + "\"result\":{\"variations\":[{\"variantImageUrl\":\"https://a.example/2\"}]}";
        WebhookEvent wrapped = claim(Samples.wrapped(fields));
        WebhookEvent flat = claim(Samples.flat(fields));

        assertThat(flat.id()).isEqualTo(wrapped.id());
        assertThat(flat.type()).isEqualTo(wrapped.type()).isEqualTo("design." + word);
        assertThat(flat.job())
                .isEqualTo(wrapped.job())
                .isEqualTo(new JobUpdate(
                        "r1",
                        SiviStates.of(word),
                        word,
                        List.of(URI.create("https://a.example/2"), URI.create("https://a.example/1")),
                        "why"));
    }

    @Test
    void givesBothWordsForSuccessOneId() {
        assertThat(claim(Samples.COMPLETED).id())
                .isEqualTo(claim(Samples.UPDATE_WEBHOOK).id());
    }

    @Test
    void givesOtherNewsOtherIds() {
        var ids = Stream.of(
                        Samples.PENDING,
                        Samples.PROCESSING,
                        Samples.PROCESSING.replace("45", "46"),
                        Samples.COMPLETED,
                        Samples.COMPLETED.replace(Samples.JOB, "another"),
                        Samples.FAILED,
                        Samples.FAILED.replace("\"failed\"", "\"cancelled\""),
                        Samples.FAILED.replace("\"failed\"", "\"archived\""))
                .map(body -> claim(body).id());

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void givesRepeatedNewsOneIdHoweverItIsWritten() {
        String first = Samples.wrapped("\"status\":\"processing\",\"requestId\":\"r1\",\"progress\":45");
        String again = Samples.wrapped(
                "\"queueWaitTime\":9,\"progress\": \"45\", \"requestId\" : \"r1\",\"status\":\"processing\",\"new\":[{}]");

        assertThat(claim(again).id()).isEqualTo(claim(first).id());
    }

    @Test
    void keepsAWordItDoesNotKnow() {
        WebhookEvent event = claim(Samples.wrapped("\"status\":\"resting\",\"requestId\":\"r1\""));

        assertThat(event.type()).isEqualTo("design.resting");
        assertThat(event.id()).isEqualTo(Digests.ofFields("r1", "resting", null));
        assertThat(event.job()).isEqualTo(JobUpdate.of("r1", JobState.UNKNOWN, "resting"));
    }

    @Test
    void findsTheIdBesideTheEnvelope() {
        WebhookEvent event = claim("{\"status\":200,\"requestId\":\"r1\",\"body\":{\"status\":\"complete\"}}");

        assertThat(event.job()).isEqualTo(JobUpdate.of("r1", JobState.SUCCEEDED, "complete"));
        assertThat(event.id()).isEqualTo(Digests.ofFields("r1", "SUCCEEDED", null));
    }

    @Test
    void prefersTheIdInTheEnvelope() {
        String body = "{\"requestId\":\"outer\",\"body\":{\"status\":\"complete\",\"requestId\":\"inner\"}}";

        assertThat(Objects.requireNonNull(claim(body).job()).jobId()).isEqualTo("inner");
    }

    @Test
    void takesTheWrappedWordWhenBothShapesAreThere() {
        assertThat(claim("{\"status\":\"complete\",\"body\":{\"status\":\"failed\"}}")
                        .type())
                .isEqualTo("design.failed");
        assertThat(claim("{\"status\":\"complete\",\"body\":{}}").type()).isEqualTo("unknown");
        assertThat(claim("{\"status\":\"complete\",\"body\":\"text\"}").type()).isEqualTo("design.complete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":200,\"body\":{\"status\":{\"now\":\"complete\"},\"requestId\":\"r1\"}}",
                "{\"status\":200,\"body\":{\"status\":[\"complete\"],\"requestId\":\"r1\"}}",
                "{\"status\":200,\"body\":{\"status\":7,\"requestId\":\"r1\"}}",
                "{\"status\":200,\"body\":{\"status\":null,\"requestId\":\"r1\"}}",
                "{\"status\":200,\"body\":{\"status\":\" \",\"requestId\":\"r1\"}}",
                "{\"status\":200,\"body\":{\"status\":\"com\\u0000plete\",\"requestId\":\"r1\"}}",
                "{\"status\":200,\"body\":{\"status\":\"\\ud800\",\"requestId\":\"r1\"}}",
                "{\"status\":200,\"body\":{\"requestId\":\"r1\"}}",
                "{\"status\":200,\"requestId\":\"r1\"}",
                "{\"requestId\":\"r1\"}"
            })
    void keepsTheJobToAskAboutWhenTheWordIsUnreadable(String body) {
        WebhookEvent event = claim(body);

        assertThat(event.type()).isEqualTo("unknown");
        assertThat(event.id()).isEqualTo(Digests.ofBody(Payload.utf8(body)));
        assertThat(event.job()).isEqualTo(JobUpdate.of("r1", JobState.UNKNOWN, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"requestId\":7",
                "\"requestId\":null",
                "\"requestId\":\"\"",
                "\"requestId\":\"\\u2003\"",
                "\"requestId\":\"r\\n1\"",
                "\"requestId\":{\"id\":\"r1\"}",
                "\"requestId\":[\"r1\"]",
                "\"other\":\"r1\""
            })
    void namesNoJobWhenTheIdIsUnreadable(String field) {
        String body = Samples.wrapped("\"status\":\"complete\"," + field);
        WebhookEvent event = claim(body);

        assertThat(event.type()).isEqualTo("design.complete");
        assertThat(event.job()).isNull();
        assertThat(event.id()).isEqualTo(Digests.ofBody(Payload.utf8(body)));
    }

    @Test
    void linksToImagesInTheirOrderAndThenToPagesAndToNothingElse() {
        String body = Samples.wrapped("""
                "shareLink": "https://a.example/share", "status": "complete", "requestId": "r1",
                "result": {"variations": [
                  {"variantImageUrl": "https://a.example/2"}, {"variantImageUrl": 7}, null, [],
                  {"variantImageUrl": "javascript:alert(1)"}, {"variantImageUrl": "file:///etc/passwd"},
                  {"variantImageUrl": "not a link"}, {"variantImageUrl": "https://a.example/1"},
                  {"variantImageUrl": "https://a.example/2"}]},
                "link": "https://a.example/edit"
                """);

        assertThat(Objects.requireNonNull(claim(body).job()).resultLinks())
                .containsExactly(
                        URI.create("https://a.example/2"),
                        URI.create("https://a.example/1"),
                        URI.create("https://a.example/edit"),
                        URI.create("https://a.example/share"));
    }

    @Test
    void readsResultsOfOtherTypesAsNoLinks() {
        for (String result : List.of("7", "\"text\"", "[]", "{\"variations\":{}}", "{\"variations\":\"x\"}", "{}")) {
            String body = Samples.wrapped("\"status\":\"complete\",\"requestId\":\"r1\",\"result\":" + result);

            assertThat(claim(body).job()).isEqualTo(JobUpdate.of("r1", JobState.SUCCEEDED, "complete"));
        }
    }

    @Test
    void cleansTheReasonForPeople() {
        String body = Samples.wrapped("\"status\":\"failed\",\"requestId\":\"r1\",\"reason\":\"two\\nlines\"");

        assertThat(Objects.requireNonNull(claim(body).job()).error()).isEqualTo("two lines");
    }

    @Test
    void countsTheFirstOfRepeatedNames() {
        String body = Samples.wrapped(
                "\"status\":\"failed\",\"status\":\"complete\",\"requestId\":\"r1\",\"requestId\":\"r2\"");

        assertThat(claim(body).job()).isEqualTo(JobUpdate.of("r1", JobState.FAILED, "failed"));
    }
}
