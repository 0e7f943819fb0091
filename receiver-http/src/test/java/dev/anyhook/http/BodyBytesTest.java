package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class BodyBytesTest {
    private final BodyBytes body = new BodyBytes(100, 30);

    @Test
    void takeAsMuchRoomAsTheySay() {
        assertThat(body.room()).isZero();
        int[][] chunksAndRooms = {{10, 10}, {1, 20}, {9, 20}, {1, 30}, {30, 60}, {9, 60}, {30, 100}, {10, 100}};
        for (int[] step : chunksAndRooms) {
            Buffer chunk = Buffer.buffer("x".repeat(step[0]));
            assertThat(body.hasRoomFor(chunk)).isTrue();
            assertThat(body.roomWith(chunk)).isEqualTo(step[1]);
            body.add(chunk);
            assertThat(body.room()).isEqualTo(step[1]);
        }
        assertThat(body.hasRoomFor(Buffer.buffer("x"))).isFalse();
    }

    @Test
    void areGivenAwayAsTheyCame() {
        body.add(Buffer.buffer("one and "));
        body.add(Buffer.buffer("two"));

        assertThat(body.toPayload().toByteArray()).asString().isEqualTo("one and two");
        assertThat(body.room()).as("what is to be given back").isEqualTo(16);
    }
}
