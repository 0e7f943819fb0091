package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.anyhook.Payload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    /** With as many characters as make the whole {@code size} bytes long. */
    private static String body(int size) {
        String rest = "{\"name\":1,\"x\":{\"name\":2}, \"é😀\":\"é😀\"}";
        return " ".repeat(size - rest.getBytes(StandardCharsets.UTF_8).length) + rest;
    }

    private static List<String> names(Payload body) throws IOException {
        var names = new ArrayList<String>();
        try (JsonParser parser = JsonText.parser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                }
            }
        }
        return names;
    }

    @Test
    void remembersNamesInSmallBodiesOnly() throws IOException {
        List<String> small = names(Payload.utf8(body(JsonText.SMALL)));
        List<String> large = names(Payload.utf8(body(JsonText.SMALL + 1)));

        assertThat(small).containsExactly("name", "x", "name", "é😀");
        assertThat(large).isEqualTo(small);
        assertThat(small.get(0)).isSameAs(small.get(2));
        assertThat(large.get(0)).isNotSameAs(large.get(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void remembersNoneInLargeBodiesOfAnyEncoding(String charset) throws IOException {
        List<String> large = names(Payload.copyOf(body(JsonText.SMALL).getBytes(Charset.forName(charset))));

        assertThat(large).containsExactly("name", "x", "name", "é😀");
        assertThat(large.get(0)).isNotSameAs(large.get(2));
    }

    @Test
    void readsALargeBodyNoFurtherThanItIsAsked() throws IOException {
        byte[] bytes = ("{\"a\":1," + " ".repeat(4 * JsonText.SMALL)).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xff;

        try (JsonParser parser = JsonText.parser(Payload.copyOf(bytes))) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            assertThat(parser.nextToken()).isEqualTo(JsonToken.FIELD_NAME);
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
            assertThatThrownBy(parser::nextToken).isInstanceOf(IOException.class);
        }
    }
}
