package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.spi.JobReader;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.testkit.RecordedPauses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking Sivi how far a job has come, over real HTTP, when it does not tell. */
final class SiviJobsRefusalTest {
    private final SiviSimulator sivi = SiviSimulator.start();
    private final JobReader jobs = new SiviWebhooks().jobs().orElseThrow();
    private final RecordedPauses transport = RecordedPauses.patient();

    @AfterEach
    void close() {
        sivi.close();
    }

    private VendorAccount account() {
        return VendorAccount.of(Secret.of(sivi.apiKey())).at(sivi.api()).over(transport);
    }

    private void answer(String body) {
        sivi.failNext(200, Map.of(), body);
    }

    private WebhookException refusal(VendorAccount account) {
        WebhookException thrown = catchThrowableOfType(WebhookException.class, () -> jobs.read(Samples.JOB, account));
        assertThat(thrown).isNotNull();
        assertThat(thrown.operation()).isEqualTo("get-request-status");
        assertThat(thrown.toString()).doesNotContain(sivi.apiKey());
        return thrown;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"status\":\"complete\"}",
                "{\"status\":200}",
                "{\"status\":200,\"body\":{}}",
                "{\"status\":200,\"body\":{\"status\":7}}",
                "{\"status\":200,\"body\":\"complete\"}",
                "{\"status\":200,\"body\":{\"status\":\"complete\",\"requestId\":\"another\"}}"
            })
    void doesNotTakeAnotherAnswerForNews(String body) {
        answer(body);
        WebhookException thrown = refusal(account());

        assertThat(thrown.httpStatus()).hasValue(200);
        assertThat(thrown.retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"another\"",
                "\"another job\"",
                "\"sbhMkIZKCPp \"",
                "\"SBHMKIZKCPP\"",
                "\"\"",
                "\" \"",
                "\"\\u00fcber\"",
                "\"two\\nlines\"",
                "\"\\ud800\"",
                "7",
                "false",
                "{}",
                "{\"id\":\"sbhMkIZKCPp\"}",
                "[\"sbhMkIZKCPp\"]"
            })
    void doesNotTakeTheStateOfAnotherJobForNewsHoweverItIsNamed(String id) {
        for (String body : List.of(
                "{\"status\":200,\"body\":{\"status\":\"failed\",\"requestId\":" + id + "}}",
                "{\"status\":200,\"requestId\":" + id + ",\"body\":{\"status\":\"failed\"}}",
                "{\"status\":200,\"requestId\":" + id
                        + ",\"body\":{\"status\":\"failed\",\"requestId\":\"sbhMkIZKCPp\"}}")) {
            answer(body);

            assertThat(refusal(account())).hasMessageContaining("the state of another job");
        }
    }

    @Test
    void doesNotTakeTheStateOfAJobWithAnEndlessNameForNews() {
        answer(Samples.wrapped("\"status\":\"failed\",\"requestId\":\"" + "x".repeat(8193) + "\""));

        assertThat(refusal(account())).hasMessageContaining("the state of another job");
    }

    @Test
    void doesNotTakeGarbageForNews() {
        sivi.garbageNext();

        assertThat(refusal(account())).hasMessageContaining("not JSON");
    }

    @ParameterizedTest
    @CsvSource({"401, false", "402, false", "429, true", "500, true"})
    void believesTheStatusInside(int inside, boolean retryable) {
        answer("{\"status\":" + inside + ",\"body\":{\"message\":\"no\"}}");
        WebhookException thrown = refusal(account());

        assertThat(thrown.httpStatus()).hasValue(inside);
        assertThat(thrown.vendorCode()).hasValue(String.valueOf(inside));
        assertThat(thrown.retryable()).isEqualTo(retryable);
    }

    @Test
    void saysWhenTheKeyIsWrong() {
        VendorAccount wrong =
                VendorAccount.of(Secret.of("wrong-key")).at(sivi.api()).over(transport);

        assertThat(refusal(wrong).httpStatus()).hasValue(401);
    }

    @Test
    void doesNotGoOnAskingWhenTheLimitIsReached() {
        sivi.failNext(429);
        WebhookException thrown = refusal(account());

        assertThat(thrown.retryable()).isTrue();
        assertThat(sivi.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500})
    void triesAgainWhatPassesAndGivesUpAfterThree(int status) {
        for (int i = 0; i < 3; i++) {
            sivi.failNext(status, Map.of("Retry-After", "9"), "{\"status\":" + status + ",\"body\":{}}");
        }
        WebhookException thrown = refusal(account());

        assertThat(thrown.httpStatus()).hasValue(status);
        assertThat(thrown.retryable()).isTrue();
        assertThat(transport.pauses()).hasSize(2).first().isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void triesAgainWhenNoAnswerComesInTime() {
        String job = sivi.submit();
        sivi.hangNext();

        VendorAccount account = account().over(RecordedPauses.impatient());
        assertThat(jobs.read(job, account)).isPresent();
        assertThat(sivi.calls()).hasSizeGreaterThan(1);
    }

    @Test
    void givesUpWhenNobodyListens() {
        VendorAccount account = account();
        sivi.close();

        assertThat(refusal(account).retryable()).isTrue();
    }
}
