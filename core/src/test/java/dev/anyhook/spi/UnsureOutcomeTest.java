package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anyhook.WebhookException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said and done when a call may have been done although no good answer came. */
class UnsureOutcomeTest {
    private static final String UNSURE = "; it may have been done all the same";
    private static final String ADVICE = "look first";

    private final VendorServer vendor = new VendorServer(Duration.ofSeconds(30), 1_000);

    @AfterEach
    void stop() {
        vendor.close();
    }

    /** A call whose first requests break so, and of which all others reach the vendor. */
    private VendorCall call(Exception... broken) {
        return vendor.call("POST", "/x", new BreakingTransport(vendor, broken)).ifUnsure(ADVICE);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504, 599})
    void anErrorOfTheVendorsLeavesItOpen(int status) {
        vendor.then(status, "");

        assertThat(refused(call()))
                .hasMessage("acme configure: the vendor answered " + status + UNSURE + "; " + ADVICE);
    }

    @Test
    void whatAStatusMeansComesLast() {
        vendor.then(500, "");

        assertThat(refused(call().hint(500, "it is tired")))
                .hasMessageEndingWith(UNSURE + "; " + ADVICE + "; it is tired");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 408, 429, 503})
    void aRefusalDoesNot(int status) {
        vendor.then(status, "");

        assertThat(refused(call())).hasMessage("acme configure: the vendor answered " + status);
    }

    @Test
    void aLostAnswerLeavesItOpen() {
        WebhookException lost = refused(call(new IOException("reset")));

        assertThat(lost).hasMessage("acme configure: no answer from the vendor: reset" + UNSURE + "; " + ADVICE);
        assertThat(lost.retryable()).isFalse();
    }

    static Stream<IOException> failuresToConnect() {
        return Stream.of(new ConnectException("refused"), new HttpConnectTimeoutException("refused"));
    }

    @ParameterizedTest
    @MethodSource("failuresToConnect")
    void whatNeverLeftWasNotDone(IOException broken) {
        assertThat(refused(call(broken))).hasMessage("acme configure: no answer from the vendor: refused");
    }

    @Test
    void anInterruptionLeavesItOpen() {
        WebhookException stopped = refused(call(new InterruptedException()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped).hasMessage("acme configure: interrupted before an answer came" + UNSURE + "; " + ADVICE);
        assertThat(stopped.retryable()).isFalse();
    }

    @Test
    void withoutAdviceItIsSaidAllTheSame() {
        VendorCall call = vendor.call("POST", "/x", new BreakingTransport(vendor, new InterruptedException()));

        assertThat(refused(call)).hasMessageEndingWith(UNSURE);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatMayBeRepeatedNeedsNoAdvice() {
        vendor.then(500, "").then(500, "").then(500, "");

        assertThat(refused(call().repeatable())).hasMessage("acme configure: the vendor answered 500");
        assertThat(refused(call(new InterruptedException()).repeatable()))
                .hasMessage("acme configure: interrupted before an answer came");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRepetitionMayFindItDoneByATryWhoseAnswerWasLost() {
        vendor.then(404, "{\"code\":\"gone\"}");

        VendorAnswer answer =
                call(new IOException("reset")).repeatable().alreadyDone(404).send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(vendor.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aRepetitionMayFindItDoneByATryThatFailed(int status) {
        vendor.then(status, "").then(503, "").then(404, "");

        assertThat(call().repeatable().alreadyDone(404).send().status()).isEqualTo(404);
        assertThat(vendor.requests).hasSize(3);
    }

    @Test
    void theFirstTryFindsNothingDone() {
        vendor.then(404, "");

        assertThat(refused(call().repeatable().alreadyDone(404)).httpStatus()).hasValue(404);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 503})
    void norDoesARepetitionOfWhatWasRefused(int status) {
        vendor.then(status, "").then(404, "");

        assertThat(refused(call().repeatable().alreadyDone(404)).httpStatus()).hasValue(404);
    }

    @ParameterizedTest
    @MethodSource("failuresToConnect")
    void norDoesARepetitionOfWhatNeverLeft(IOException broken) {
        vendor.then(404, "");

        assertThat(refused(call(broken).repeatable().alreadyDone(404)).httpStatus())
                .hasValue(404);
    }

    @Test
    void noOtherStatusMeansThatItIsDone() {
        vendor.then(500, "").then(410, "");

        assertThat(refused(call().repeatable().alreadyDone(404)).httpStatus()).hasValue(410);
    }

    private static WebhookException refused(VendorCall call) {
        WebhookException refused = catchThrowableOfType(WebhookException.class, call::send);
        assertThat(refused).isNotNull();
        return refused;
    }
}
