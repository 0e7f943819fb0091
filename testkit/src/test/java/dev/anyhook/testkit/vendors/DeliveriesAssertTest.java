package dev.anyhook.testkit.vendors;

import static dev.anyhook.testkit.vendors.VendorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.anyhook.simulators.DiffioSimulator;
import dev.anyhook.simulators.SiviSimulator;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveriesAssertTest {
    @RegisterExtension
    final Vendors vendors = Vendors.simulated();

    private final NaiveService service = NaiveService.remembering();
    private final DiffioSimulator diffio = vendors.diffio();

    @BeforeEach
    void register() {
        diffio.register(URI.create("https://hooks.example.com/diffio"));
        vendors.deliverVia(service.uri());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void knowsWhatWasAccepted() {
        diffio.deliveries().repeat(2);
        String job = diffio.submit();

        assertThat(diffio).wereAccepted().haveAttempts(3).haveRepetitions(2).haveNothingDue();
        assertThat(diffio).about(job).ofType("generation.queued").wereAnswered(200, 200, 200);
        assertThat(diffio).last().wasAccepted().wasAnswered(200).wasAttempt(1);
        fails(() -> assertThat(diffio).as("queue").wereRefused())
                .withMessageStartingWith("[queue] Expected each to be refused with a 4xx in 3 attempts:")
                .withMessageContaining(job + " generation.queued, attempt 1, repeated: 200");
        fails(() -> assertThat(diffio).last().wasRefused()).withMessageContaining("to be refused");
        fails(() -> assertThat(diffio).as("queue").about(job).haveAttempts(1)).withMessageStartingWith("[queue]");
        fails(() -> assertThat(diffio).haveRepetitions(1));
    }

    @Test
    void knowsWhatWasRefusedAtFirst() {
        service.answer(401, 500);
        diffio.submit();

        assertThat(diffio).wereRefused();
        fails(() -> assertThat(diffio).wereAcceptedInTheEnd());
        fails(() -> assertThat(diffio).haveNothingDue());

        vendors.pass(Duration.ofSeconds(5));
        vendors.settle();

        assertThat(diffio).wereAcceptedInTheEnd().haveNothingDue().wereAnswered(401, 500, 200);
        fails(() -> assertThat(diffio).wereAccepted());
        fails(() -> assertThat(diffio).wereAnswered(401, 500));
        fails(() -> assertThat(diffio).wereAnswered(401, 500, 503));
        assertThat(diffio).last().wasAttempt(3);
        assertThat(diffio.deliveries().attempts().get(1)).wasAttempt(2).wasAnswered(500);
    }

    @Test
    void tellsForgeriesFromGenuineDeliveries() {
        diffio.submit();
        diffio.deliveries().forge(diffio.deliveries().last().withBody(new byte[0]));

        assertThat(diffio).thatAreGenuine().haveAttempts(1);
        assertThat(diffio).thatAreNotGenuine().haveAttempts(1);
        fails(() -> assertThat(diffio).thatAreNotGenuine().wereRefused())
                .withMessageContaining("altered or forged: 200");
    }

    @Test
    void knowsWhatCameToNothing() {
        diffio.deliveries().cutOff();
        diffio.submit();

        assertThat(diffio).last().wasNotAnswered();
        fails(() -> assertThat(diffio).last().wasAccepted())
                .withMessageContaining("no answer (the receiver is cut off)");
    }

    @Test
    void doesNotTakeNothingForSuccess(SiviSimulator sivi) {
        fails(() -> assertThat(sivi).wereAccepted()).withMessageContaining("Is an endpoint registered");
        fails(() -> assertThat(sivi).wereRefused());
        fails(() -> assertThat(sivi).wereAcceptedInTheEnd());
        fails(() -> assertThat(sivi).last());
    }

    @Test
    void printsNothingThatIsSecret(SiviSimulator sivi) {
        sivi.register(URI.create("https://hooks.example.com/sivi/unguessable-token"));
        sivi.moveTo(sivi.submit(), "complete");

        fails(() -> assertThat(sivi).wereRefused())
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("token", "variantId"));
    }

    private static ThrowableAssertAlternative<AssertionError> fails(ThrowingCallable assertion) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion);
    }
}
