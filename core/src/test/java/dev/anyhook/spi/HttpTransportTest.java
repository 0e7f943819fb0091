package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anyhook.WebhookException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private static final int CAP = 1_000;

    private final CountDownLatch done = new CountDownLatch(1);
    private final VendorServer patient = new VendorServer(Duration.ofSeconds(30), CAP);
    private final VendorServer hasty = new VendorServer(Duration.ofMillis(300), CAP);

    @AfterEach
    void stop() {
        done.countDown();
        patient.close();
        hasty.close();
    }

    @Test
    void anAnswerMayBeAsLargeAsTheCapAndNoLarger() {
        patient.then(200, "x".repeat(CAP)).then(200, "x".repeat(CAP + 1));

        assertThat(patient.call("GET", "/x").send().body().size()).isEqualTo(CAP);
        assertThat(broken(patient.call("GET", "/x")))
                .hasMessageContaining("the answer is larger than 1000 bytes")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void anAnswerWithoutEndIsGivenUpAtTheCap() throws InterruptedException {
        var hungUp = new CountDownLatch(1);
        patient.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            writeForEver(exchange.getResponseBody(), 0, hungUp);
        });

        assertThat(broken(patient.call("GET", "/x"))).hasMessageContaining("larger than 1000 bytes");
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void silenceIsGivenUpAtTheDeadline() {
        hasty.then(exchange -> await(done, Duration.ofSeconds(60)));

        WebhookException late = broken(hasty.call("POST", "/x"));

        assertThat(late).hasCauseInstanceOf(HttpTimeoutException.class);
        assertThat(late)
                .hasMessage("acme configure: no answer from the vendor: no whole answer within PT0.3S;"
                        + " it may have been done all the same");
        assertThat(late.retryable()).isFalse();
        assertThat(late.httpStatus()).isEmpty();
        assertThat(hasty.requests).hasSize(1);
    }

    @Test
    void theDeadlineCoversABodyThatDripsForEver() throws InterruptedException {
        var hungUp = new CountDownLatch(1);
        hasty.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            writeForEver(exchange.getResponseBody(), 10, hungUp);
        });

        assertThat(broken(hasty.call("GET", "/x"))).hasMessageContaining("no whole answer within PT0.3S");
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void writeForEver(OutputStream body, long millisBetween, CountDownLatch hungUp) {
        try {
            while (!await(done, Duration.ofMillis(millisBetween))) {
                body.write('x');
                body.flush();
            }
        } catch (IOException clientGone) {
            hungUp.countDown();
        }
    }

    private static boolean await(CountDownLatch latch, Duration longest) {
        try {
            return latch.await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Test
    void aRepeatableCallOutlivesATimeOut() {
        hasty.then(exchange -> await(done, Duration.ofSeconds(60))).then(200, "{}");

        assertThat(hasty.call("GET", "/x").repeatable().send().status()).isEqualTo(200);
        assertThat(hasty.requests).hasSize(2);
        assertThat(hasty.pauses).hasSize(1);
    }

    @Test
    void nobodyThereIsTriedThreeTimesIfRepeatable() {
        var way = new Counting(patient);
        VendorCall call = patient.call("GET", "/x", way).repeatable();
        patient.close();

        WebhookException nobody = broken(call);

        assertThat(nobody.retryable()).isTrue();
        assertThat(nobody.httpStatus()).isEmpty();
        assertThat(nobody).hasCauseInstanceOf(ConnectException.class);
        assertThat(way.sent).hasSize(3);
        assertThat(patient.pauses).hasSize(2);
    }

    @Test
    void nobodyThereMeansThatNothingWasDone() {
        var way = new Counting(patient);
        VendorCall call = patient.call("POST", "/x", way);
        patient.close();

        WebhookException nobody = broken(call);

        assertThat(nobody.retryable()).isTrue();
        assertThat(nobody.getMessage())
                .startsWith("acme configure: no answer from the vendor: ")
                .doesNotContain("null")
                .doesNotContain("may have been done");
        assertThat(way.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        patient.then(status, "", "Location", hasty.base() + "/stolen");

        WebhookException moved = broken(patient.call("GET", "/x").repeatable());

        assertThat(moved.httpStatus()).hasValue(status);
        assertThat(patient.requests).hasSize(1);
        assertThat(hasty.requests).isEmpty();
    }

    @Test
    void theTransportAloneSetsTheDeadline() {
        var way = new Counting(patient);
        patient.then(200, "{}");

        patient.call("GET", "/x", way).send();

        assertThat(way.sent.get(0).timeout()).isEmpty();
    }

    private static WebhookException broken(VendorCall call) {
        WebhookException broken = catchThrowableOfType(WebhookException.class, call::send);
        assertThat(broken).isNotNull();
        return broken;
    }

    /** Notes what is sent over another transport. */
    private static class Counting implements VendorAccount.Transport {
        final List<HttpRequest> sent = new ArrayList<>();
        private final VendorAccount.Transport way;

        Counting(VendorAccount.Transport way) {
            this.way = way;
        }

        @Override
        public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
            sent.add(request);
            return way.send(request);
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            way.pause(duration);
        }
    }
}
