package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anyhook.WebhookException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptedCallTest {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final VendorServer vendor = new VendorServer(Duration.ofSeconds(30), 1_000);

    @AfterEach
    void stop() {
        done.complete(null);
        vendor.close();
    }

    @Test
    void anInterruptedThreadStopsAndStaysInterrupted() throws Exception {
        var arrived = new CountDownLatch(1);
        var outcome = new CompletableFuture<Boolean>();
        vendor.then(exchange -> {
            arrived.countDown();
            done.join();
        });
        var caller = new Thread(() -> {
            WebhookException stopped = stopped(vendor.call("GET", "/x").repeatable());
            outcome.complete(Thread.currentThread().isInterrupted()
                    && stopped.getCause() instanceof InterruptedException
                    && stopped.getMessage().equals("acme configure: interrupted before an answer came"));
        });

        caller.start();
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(vendor.requests).hasSize(1);
    }

    @Test
    void anInterruptedPauseStopsToo() {
        vendor.then(503, "");
        VendorCall call = vendor.call("GET", "/x", new VendorAccount.Transport() {
            @Override
            public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
                return vendor.send(request);
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                throw new InterruptedException();
            }
        });

        WebhookException stopped = stopped(call.repeatable());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped).hasCauseInstanceOf(InterruptedException.class);
        assertThat(vendor.requests).hasSize(1);
    }

    @Test
    void theStandardPauseEndsWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> VendorAccount.Transport.standard().pause(Duration.ofHours(1)))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private static WebhookException stopped(VendorCall call) {
        WebhookException stopped = catchThrowableOfType(WebhookException.class, call::send);
        assertThat(stopped).isNotNull();
        return stopped;
    }
}
