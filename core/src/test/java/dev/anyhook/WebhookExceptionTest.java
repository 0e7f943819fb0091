package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookExceptionTest {
    private static final ProviderId ACME = ProviderId.of("acme");

    @Test
    void saysWhoWhatAndWhy() {
        WebhookException refused = refused();

        assertThat(refused).hasMessage("acme configure: quota used up").hasNoCause();
        assertThat(refused.provider()).isEqualTo(ACME);
        assertThat(refused.operation()).isEqualTo("configure");
        assertThat(refused.httpStatus()).hasValue(429);
        assertThat(refused.vendorCode()).contains("quota");
        assertThat(refused.retryable()).isTrue();
        assertThat(refused.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        var cause = new IllegalStateException("why");

        WebhookException broken = WebhookException.during(ACME, "test").causedBy(cause);

        assertThat(broken).hasMessage("acme test: failed").hasCause(cause);
        assertThat(broken.httpStatus()).isEmpty();
        assertThat(broken.vendorCode()).isEmpty();
        assertThat(broken.retryable()).isFalse();
        assertThat(broken.retryAfter()).isEmpty();
    }

    @Test
    void survivesSerialization() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(refused());
        }

        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            var copy = (WebhookException) in.readObject();

            assertThat(copy).hasMessage("acme configure: quota used up");
            assertThat(copy.provider()).isEqualTo(ACME);
            assertThat(copy.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> WebhookException.during(null, "test"))
                .withMessage("provider");
        assertThatNullPointerException()
                .isThrownBy(() -> WebhookException.during(ACME, null))
                .withMessage("operation");
    }

    private static WebhookException refused() {
        return WebhookException.during(ACME, "configure")
                .message("quota used up")
                .httpStatus(429)
                .vendorCode("quota")
                .retryable(true)
                .retryAfter(Duration.ofSeconds(7))
                .build();
    }
}
