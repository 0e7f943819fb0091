package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.JobState;
import dev.anyhook.JobUpdate;
import dev.anyhook.Payload;
import dev.anyhook.ProviderId;
import dev.anyhook.Trust;
import dev.anyhook.WebhookEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-01T12:00:00.250Z");

    private static WebhookEvent event(Payload payload, @Nullable Instant occurredAt, @Nullable JobUpdate job) {
        return new WebhookEvent(
                ProviderId.of("diffio"), "diffio-live", "msg_1", "generation.completed", occurredAt, job, payload);
    }

    private static String line(WebhookEvent event) throws IOException {
        return new String(EventLine.of(event, Trust.SIGNED, RECEIVED, false), StandardCharsets.UTF_8);
    }

    private static String payload(Payload payload) throws IOException {
        String line = line(event(payload, null, null));
        return line.substring(line.indexOf(",\"payload") + 1, line.length() - 2);
    }

    @Test
    void hasItsMembersInOrder() throws IOException {
        var job = JobUpdate.of("gen_1", JobState.SUCCEEDED, "complete");
        var event = event(Payload.utf8("{\n \"b\": 1,\n \"a\": [ ]\n}\n"), Instant.parse("2026-11-01T11:59:59Z"), job);

        assertThat(line(event))
                .isEqualTo("{\"id\":\"msg_1\",\"provider\":\"diffio\",\"endpoint\":\"diffio-live\","
                        + "\"type\":\"generation.completed\",\"trust\":\"signed\","
                        + "\"occurredAt\":\"2026-11-01T11:59:59Z\",\"receivedAt\":\"2026-11-01T12:00:00.250Z\","
                        + "\"job\":{\"id\":\"gen_1\",\"state\":\"SUCCEEDED\"},\"payload\":{\"b\":1,\"a\":[]}}\n");
    }

    @Test
    void saysOfALateEventThatItIs() throws IOException {
        byte[] line = EventLine.of(event(Payload.utf8("1"), null, null), Trust.SIGNED, RECEIVED, true);

        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("\"job\":null,\"late\":true,\"payload\":1}\n");
    }

    @Test
    void saysNullForWhatIsNotKnown() throws IOException {
        assertThat(line(event(Payload.utf8("1"), null, null)))
                .contains("\"occurredAt\":null,", "\"job\":null,\"payload\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "1.10",
                "-0.0",
                "-0",
                "1e5",
                "1E+05",
                "0.10e-007",
                "{\"a\":[1.0,{\"b\":-0.0}],\"c\":1e400}",
                "12345678901234567890.123456789012345678901234567890",
                "[true,false,null,\"\",{}]",
                "\"a\\n\\u0000b\""
            })
    void keepsTheVendorsJson(String json) throws IOException {
        assertThat(payload(Payload.utf8(json))).isEqualTo("\"payload\":" + json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".0"})
    void keepsNumbersOfAnyLength(String before) throws IOException {
        String number = "1" + before + "7".repeat(5_000);

        assertThat(payload(Payload.utf8(number))).isEqualTo("\"payload\":" + number);
    }

    @Test
    void isAsciiAndMeansTheSame() throws IOException {
        String text = "\"Grüße \u2028 \u009b 🎨\"";

        String line = line(event(Payload.utf8(text), null, null));

        assertThat(line).isEqualTo(new String(line.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
        assertThat(new JsonMapper().readTree(line).path("payload").textValue()).isEqualTo("Grüße \u2028 \u009b 🎨");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "' ', IA==",
        "nonsense, bm9uc2Vuc2U=",
        "1 2, MSAy",
        "{, ew==",
        "NaN, TmFO",
        "{'a':1}, eydhJzoxfQ=="
    })
    void keepsOtherBytesAsTheyAre(String body, String base64) throws IOException {
        assertThat(payload(Payload.utf8(body))).isEqualTo("\"payloadBase64\":\"" + base64 + "\"");
    }

    @Test
    void keepsBytesThatAreNoText() throws IOException {
        assertThat(payload(Payload.copyOf(new byte[] {'"', (byte) 0xFF, '"'}))).isEqualTo("\"payloadBase64\":\"Iv8i\"");
    }

    /** What a parser takes for UTF-32, and then does not. */
    @ParameterizedTest
    @ValueSource(strings = {"fffe0000", "0000feff0000007b00110000", "0000fffe0000007b", "efbb", "00"})
    void keepsBytesInAnEncodingThatNobodyUses(String hex) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(payload(Payload.copyOf(bytes)))
                .isEqualTo("\"payloadBase64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"");
    }

    @Test
    void keepsHalfACharacterAsItWasEscaped() throws IOException {
        assertThat(payload(Payload.utf8("\"\\ud800\""))).isEqualTo("\"payload\":\"\\uD800\"");
    }

    @Test
    void isOneLineWhateverTheVendorSends() throws IOException {
        String deep = "[\n".repeat(2_000) + "]".repeat(2_000);

        assertThat(line(event(Payload.utf8(deep), null, null)))
                .contains("payloadBase64")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"CLAIMED,claimed", "CONFIRMED,confirmed", "SIGNED,signed"})
    void usesTheWordsOfTheConfiguration(Trust trust, String word) throws IOException {
        byte[] line = EventLine.of(event(Payload.utf8("{}"), null, null), trust, RECEIVED, false);

        assertThat(new JsonMapper().readTree(line).path("trust").textValue()).isEqualTo(word);
    }
}
