package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.WebhookEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that look like UTF-16 or UTF-32 and are not, or like UTF-8 and are not: unreadable, and nothing thrown. */
class OddEncodingsTest {
    private static final JsonFields FIELDS = JsonFields.of("id");

    static List<byte[]> bodies() {
        return List.of(
                new byte[] {'{', 0, 0, 0, '"'},
                new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE},
                new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, 0, 0x11, 0, 0},
                new byte[] {0, 0, 0, '{', 0},
                new byte[] {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xFF, '"', '}'},
                new byte[] {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xC3, '"', '}'});
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void areUnreadable(byte[] body) {
        var event = new WebhookEvent(
                ProviderId.of("x"), "x", "1", WebhookEvent.UNKNOWN_TYPE, null, null, Payload.copyOf(body));

        assertThat(FIELDS.read(Payload.copyOf(body)).readable()).isFalse();
        assertThat(event.json()).isEmpty();
    }
}
