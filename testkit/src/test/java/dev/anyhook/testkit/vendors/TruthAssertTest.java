package dev.anyhook.testkit.vendors;

import static dev.anyhook.testkit.vendors.VendorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.anyhook.JobState;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TruthAssertTest {
    @RegisterExtension
    final Vendors vendors = Vendors.simulated();

    private final NaiveService service = NaiveService.remembering();
    private String succeeded;
    private String degraded;
    private String running;

    @BeforeEach
    void doJobs() {
        vendors.diffio().register(URI.create("https://hooks.example.com/diffio"));
        vendors.nexio().register(URI.create("https://hooks.example.com/nexio"));
        vendors.deliverVia(service.uri());
        succeeded = vendors.diffio().submit();
        vendors.diffio().moveTo(succeeded, "completed");
        degraded = vendors.nexio().submit();
        vendors.nexio().moveTo(degraded, "degraded");
        running = vendors.diffio().submit();
        vendors.diffio().moveTo(running, "processing");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void agreesWithTheTruth() {
        Truth truth = vendors.truth();

        assertThat(truth.states())
                .isEqualTo(
                        Map.of(succeeded, JobState.SUCCEEDED, degraded, JobState.DEGRADED, running, JobState.RUNNING));
        assertThat(truth).wasHandledOnce(service.outcomes());
        assertThat(truth).wasUnderstoodAs(truth.states());
        assertThat(truth.journal()).isEmpty();
    }

    @Test
    void takesADegradedJobForASuccessfulOne() {
        assertThat(vendors.truth())
                .wasUnderstoodAs(Map.of(succeeded, JobState.SUCCEEDED, degraded, JobState.SUCCEEDED));
    }

    @Test
    void tellsEachDifferenceAndWhatWasSent() {
        List<Outcome> handled = List.of(
                new Outcome(succeeded, JobState.SUCCEEDED),
                new Outcome(succeeded, JobState.SUCCEEDED),
                new Outcome(degraded, JobState.FAILED),
                new Outcome(running, JobState.FAILED),
                new Outcome("invented", JobState.SUCCEEDED));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(vendors.truth()).as("checkout").wasHandledOnce(handled))
                .withMessageStartingWith("[checkout] The service is at odds with the vendors' jobs")
                .withMessageContaining("repeated: diffio " + succeeded + " ended SUCCEEDED and was handled 2 times")
                .withMessageContaining("wrong: nexio " + degraded + " ended DEGRADED and was handled as [FAILED]")
                .withMessageContaining("too early: diffio " + running + " is still RUNNING")
                .withMessageContaining("forged: no vendor knows a job invented")
                .withMessageContaining("generation.completed, attempt 1: 200");
    }

    @Test
    void misses() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(vendors.truth()).whereTold().wasHandledOnce(List.of()))
                .withMessageContaining("missing: diffio " + succeeded)
                .withMessageContaining("missing: nexio " + degraded);
    }

    @Test
    void printsNothingThatIsSecret() {
        String signature =
                vendors.diffio().deliveries().last().header("svix-signature").orElseThrow();
        String secret =
                vendors.diffio().secretFromPortal(vendors.diffio().endpointIds().get(0));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(vendors.truth()).wasHandledOnce(List.of()))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(signature, secret, "apiKeyId"));
        assertThat(vendors.truth().toString()).isEqualTo("Truth[the vendors' jobs, 3 jobs, 3 told]");
    }
}
