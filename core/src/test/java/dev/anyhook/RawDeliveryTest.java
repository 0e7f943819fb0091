package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RawDeliveryTest {
    private static final URI TARGET = URI.create("/webhooks/live/canary-token");
    private static final HttpHeaders HEADERS =
            HttpHeaders.of(Map.of("Authorization", List.of("Bearer canary")), (name, value) -> true);
    private static final Payload BODY = Payload.utf8("canary");
    private static final RawDelivery DELIVERY = new RawDelivery("live", TARGET, HEADERS, BODY, Instant.EPOCH);

    @Test
    void eachWordChangesOneThing() {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);

        assertThat(DELIVERY.withBody(Payload.empty()))
                .isEqualTo(new RawDelivery("live", TARGET, HEADERS, Payload.empty(), Instant.EPOCH));
        assertThat(DELIVERY.withHeaders(none)).isEqualTo(new RawDelivery("live", TARGET, none, BODY, Instant.EPOCH));
        assertThat(DELIVERY.withReceivedAt(Instant.MAX))
                .isEqualTo(new RawDelivery("live", TARGET, HEADERS, BODY, Instant.MAX));
    }

    @Test
    void printsNeitherTargetNorHeaderValuesNorBody() {
        assertThat(DELIVERY)
                .hasToString("RawDelivery[endpoint=live, headers=[Authorization], body=Payload[6 bytes],"
                        + " receivedAt=1970-01-01T00:00:00Z]");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new RawDelivery(null, TARGET, HEADERS, BODY, Instant.EPOCH))
                .withMessage("endpoint");
        assertThatNullPointerException()
                .isThrownBy(() -> new RawDelivery("live", null, HEADERS, BODY, Instant.EPOCH))
                .withMessage("target");
        assertThatNullPointerException()
                .isThrownBy(() -> DELIVERY.withHeaders(null))
                .withMessage("headers");
        assertThatNullPointerException()
                .isThrownBy(() -> DELIVERY.withBody(null))
                .withMessage("body");
        assertThatNullPointerException()
                .isThrownBy(() -> DELIVERY.withReceivedAt(null))
                .withMessage("receivedAt");
    }
}
