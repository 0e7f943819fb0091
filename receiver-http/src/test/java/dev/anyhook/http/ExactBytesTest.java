package dev.anyhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.RawDelivery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExactBytesTest {
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawDelivery seen() throws InterruptedException {
        return rig.vendor.seen.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void reachTheVerifierWhateverTheyAre() throws Exception {
        var every = new ByteArrayOutputStream();
        for (int value = 0; value < 256; value++) {
            every.write(value);
        }
        every.writeBytes("\uFEFF\r\n \uFFFD \0".getBytes(StandardCharsets.UTF_8));
        every.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28, 0, 0});
        String body = every.toString(StandardCharsets.ISO_8859_1);

        Reply reply = rig.ask(Requests.signed(body));

        assertThat(reply.essence()).isEqualTo(Requests.OK);
        assertThat(seen().body().toByteArray()).isEqualTo(every.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_047, 2_048, 2_049, 65_536, 65_537, 1_048_575, 1_048_576})
    void reachTheVerifierInAnyNumber(int size) throws Exception {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        String text = new String(body, StandardCharsets.ISO_8859_1);

        assertThat(rig.ask(Requests.signed(text)).essence()).isEqualTo(Requests.OK);
        assertThat(seen().body().toByteArray()).isEqualTo(body);
        assertThat(rig.ask(Requests.chunked(text, 50_000, true)).status()).isEqualTo(200);
        assertThat(seen().body().toByteArray()).isEqualTo(body);
    }

    @Test
    void reachTheVerifierByteByByte() throws Exception {
        try (Wire wire = rig.wire()) {
            for (char c : Requests.signed("slowly but surely").toCharArray()) {
                wire.send(String.valueOf(c));
            }

            assertThat(wire.read().essence()).isEqualTo(Requests.OK);
            assertThat(seen().body().toByteArray()).asString().isEqualTo("slowly but surely");
        }
    }

    @Test
    void comeWithEveryHeaderUnderAnyNameAndNeverJoined() throws Exception {
        rig.ask(Requests.signed(
                "headers", "X-Many: one", "x-many: two, three", "X-MANY:", "X-Odd: a=b;\tc", "X-Many: one"));

        RawDelivery delivery = seen();
        assertThat(delivery.headers().allValues("x-Many")).isEqualTo(List.of("one", "two, three", "", "one"));
        assertThat(delivery.headers().allValues("X-ODD")).isEqualTo(List.of("a=b;\tc"));
        assertThat(delivery.headers().map()).containsKeys("Host", "Content-Length", SigningVendor.HEADER);
    }

    @Test
    void refusesASignatureThatCameTwice() throws Exception {
        String header = SigningVendor.HEADER.toLowerCase(Locale.ROOT) + ": " + SigningVendor.signature("b");

        assertThat(rig.ask(Requests.signed("b", header)).status()).isEqualTo(401);
        assertThat(seen().headers().allValues(SigningVendor.HEADER)).hasSize(2);
    }

    @Test
    void comeWithTargetEndpointAndInstant() throws IOException, InterruptedException {
        rig.ask(Requests.post("/webhooks/signed?a=b%20c", "body"));

        RawDelivery delivery = seen();
        assertThat(delivery.endpoint()).isEqualTo("signed");
        assertThat(delivery.target()).hasToString("/webhooks/signed?a=b%20c");
        assertThat(delivery.receivedAt()).isEqualTo(SigningVendor.NOW);
    }
}
