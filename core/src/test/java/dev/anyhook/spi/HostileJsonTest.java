package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileJsonTest {
    private static final JsonFields FIELDS = JsonFields.of("id", "data.state", "data.links[]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "[{\"id\":\"x\"}]",
                "\"id\"",
                "null",
                "1",
                "true",
                "{",
                "}",
                "{\"id\"",
                "{\"id\":",
                "{\"id\":\"x\"",
                "{\"id\":\"x\",",
                "{\"id\":\"x\",}",
                "{\"id\":\"x}",
                "{'id':'x'}",
                "{id:1}",
                "{\"id\":NaN}",
                "{\"id\":01}",
                "{\"id\":+1}",
                "{\"data\":{\"state\":1}",
                "{\"data\":{\"links\":[\"a\"}",
                "{\"data\":{\"links\":[\"a\"",
                "{\"id\":\"\u0001\"}",
                "{\"id\":\"\\u12\"}",
                "{\"id\":\"\\x\"}",
                "/**/{}",
                "id=x&y=z"
            })
    void whatIsNotAJsonObjectIsUnreadable(String body) {
        assertThat(FIELDS.read(Payload.utf8(body)).readable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b226964223aff7d", // {"id":0xFF}
                "7b226964223a22ff227d", // 0xFF in a text
                "7b226964223a22c3227d", // half of a character in a text
                "7b226964223a22eda080227d", // half of a surrogate pair, as bytes
                "7b226964223a22f8888080807d", // five bytes for one character
                "7b22ff22", // in a name
                "fffe0000", // UTF-32 that ends at once
                "0000feff0000007b00110000", // UTF-32 beyond Unicode
                "0000fffe0000007b", // UTF-32 in an order that nobody uses
                "feff0000",
                "efbb",
                "ff",
                "00"
            })
    void bytesThatAreNoTextAreUnreadable(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        JsonValues values = FIELDS.read(Payload.copyOf(bytes));

        assertThat(values.readable()).isFalse();
        assertThat(values.text("id")).isNull();
    }

    @Test
    void aNulInTwoBytesIsNoMorePlainThanInOne() {
        byte[] overlong = HexFormat.of().parseHex("7b226964223a22c080227d");

        assertThat(FIELDS.read(Payload.copyOf(overlong)).text("id")).isNull();
    }

    @Test
    void aByteOrderMarkDoesNotHurt() {
        assertThat(FIELDS.read(Payload.utf8("\uFEFF{\"id\":\"x\"}")).text("id")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16"})
    void utf16IsReadAsJacksonDoes(String charset) {
        byte[] bytes = "{\"id\":\"é😀\"}".getBytes(Charset.forName(charset));

        assertThat(FIELDS.read(Payload.copyOf(bytes)).text("id")).isEqualTo("é😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":", "[", "{\"id\":[", "{\"x\":", "{\"data\":{\"links\":["})
    void depthNeitherThrowsNorOverflows(String step) {
        assertThat(FIELDS.read(Payload.utf8(step.repeat(10_000))).readable()).isFalse();
        assertThat(FIELDS.read(Payload.utf8("{\"id\":" + step.repeat(10_000))).readable())
                .isFalse();
    }

    @Test
    void aTextWithoutEndIsAsGoodAsAbsent() {
        String longest = "x".repeat(8192);

        assertThat(FIELDS.read(Payload.utf8("{\"id\":\"" + longest + "\"}")).text("id"))
                .isEqualTo(longest);
        JsonValues longer = FIELDS.read(Payload.utf8("{\"id\":\"" + longest + "x\"}"));
        assertThat(longer.readable()).isTrue();
        assertThat(longer.text("id")).isNull();
        assertThat(longer.prose("id")).isNull();
        assertThat(longer.scalar("id")).isNull();
        assertThat(FIELDS.read(Payload.utf8("{\"id\":\"" + "x".repeat(1 << 20) + "\"}"))
                        .text("id"))
                .isNull();
    }

    @Test
    void keeps256ElementsOfAnArray() {
        var body = new StringBuilder("{\"data\":{\"links\":[\"0\"");
        for (int i = 1; i < 300; i++) {
            body.append(",\"").append(i).append('"');
        }

        assertThat(FIELDS.read(Payload.utf8(body.append("]}}").toString())).texts("data.links[]"))
                .hasSize(256)
                .startsWith("0")
                .endsWith("255");
    }

    @Test
    void aNumberWithoutEndThrowsNothing() {
        assertThat(FIELDS.read(Payload.utf8("{\"id\":" + "9".repeat(100_000) + "}"))
                        .scalar("id"))
                .isNull();
        assertThat(FIELDS.read(Payload.utf8("{\"id\":1e999999999}")).scalar("id"))
                .isEqualTo("1e999999999");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_101})
    void nothingThatComesThrows(long seed) {
        var random = new Random(seed);
        byte[] genuine = "{\"id\":\"x\",\"data\":{\"state\":1.5e3,\"links\":[\"\\u00e9\",null]}}"
                .getBytes(StandardCharsets.UTF_8);
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            readable += FIELDS.read(Payload.copyOf(mutated(genuine, random))).readable() ? 1 : 0;
        }
        assertThat(readable).isBetween(1, 19_999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void readingLeavesTheBytesAsTheyAre(String charset) {
        var random = new Random(20_261_101);
        byte[] genuine = "{\"id\":\"é😀\",\"data\":{\"links\":[\"x\"]}}".getBytes(Charset.forName(charset));
        for (int i = 0; i < 2_000; i++) {
            byte[] sent = mutated(genuine, random);
            Payload payload = Payload.copyOf(sent);
            FIELDS.read(payload);
            assertThat(payload.toByteArray()).isEqualTo(sent);
        }
    }

    private static byte[] mutated(byte[] genuine, Random random) {
        var out = new ByteArrayOutputStream();
        int from = random.nextInt(10) == 0 ? random.nextInt(genuine.length) : 0;
        int to = random.nextInt(4) == 0 ? random.nextInt(genuine.length) : genuine.length;
        for (int i = from; i < to; i++) {
            boolean change = random.nextInt(30) == 0;
            out.write(change ? random.nextInt(256) : genuine[i]);
        }
        return out.toByteArray();
    }
}
