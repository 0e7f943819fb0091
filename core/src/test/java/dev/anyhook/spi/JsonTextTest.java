package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonToken;
import dev.anyhook.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no table of names is good for. */
class JsonTextTest {
    private static final String ID = "\"id\":\"é😀\"}";

    private final JsonFields fields = JsonFields.of("id");

    private String id(byte[] body) {
        return fields.read(Payload.copyOf(body)).text("id");
    }

    private String id(String body) {
        return id(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String members(List<String> names) {
        return names.stream().map(name -> '"' + name + "\":0,").collect(Collectors.joining());
    }

    /** Of 20 characters; the table adds up what stands for every four from the thirteenth on. */
    private static List<String> alike(int count) {
        var names = new ArrayList<String>();
        for (int i = 0; names.size() < count; i++) {
            int a = 'A' + i % 26;
            int b = 'A' + i / 26 % 26;
            int c = 'a' + i / 676 % 26;
            names.add("aaaabbbbcccck" + (char) c + (char) a + (char) b + 'k' + (char) (219 - c) + (char) (155 - a)
                    + (char) (155 - b));
        }
        return names;
    }

    /** Of 24 characters, each two of which are {@code ab} or {@code bA}: alike to a table of characters. */
    private static List<String> alikeInCharacters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> IntStream.range(0, 12)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "ab" : "bA")
                        .collect(Collectors.joining()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 2_000, 10_000})
    void readsNamesThatAreAlike(int count) {
        assertThat(id("{" + members(alike(count)) + ID)).isEqualTo("é😀");
        assertThat(id("\uFEFF{" + members(alike(count)) + ID)).isEqualTo("é😀");
        assertThat(id("{\"id\":\"x\"}")).isEqualTo("x");
    }

    /** Among names that differ, names that are alike fill no place that has a bound of its own. */
    @Test
    void readsNamesThatAreAlikeAmongOthers() {
        List<String> alike = alike(10_000);
        List<String> others = IntStream.range(0, 5_000).mapToObj(i -> "n" + i).toList();
        String body = "{" + members(alike.subList(0, 200)) + members(others) + members(alike.subList(200, 10_000)) + ID;

        assertThat(id(body)).isEqualTo("é😀");
    }

    @Test
    void remembersFewNamesWhateverCame() throws Exception {
        var text = new JsonText();
        List<String> names = alike(15_000);
        for (int i = 0; i < names.size(); i += 150) {
            read(text, "{" + members(names.subList(i, i + 150)) + ID);
            assertThat(text.names()).isLessThanOrEqualTo(JsonText.MANY_NAMES);
        }
        read(text, "{" + members(names) + ID);
        assertThat(text.names()).isLessThanOrEqualTo(JsonText.MANY_NAMES);
        read(text, "{" + members(names.subList(0, 50)) + ID);
        assertThat(text.names()).isEqualTo(51);
    }

    private static void read(JsonText text, String body) throws Exception {
        String last = text.read(Payload.utf8(body), parser -> {
            JsonToken token = parser.nextToken();
            while (token != null) {
                token = parser.nextToken();
            }
            return "read";
        });
        assertThat(last).isEqualTo("read");
    }

    @Test
    void readsManySmallBodiesOfNamesThatAreAlike() {
        List<String> names = alike(15_000);
        for (int i = 0; i < names.size(); i += 300) {
            assertThat(id("{" + members(names.subList(i, i + 300)) + ID)).isEqualTo("é😀");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void readsNamesThatAreAlikeInOtherEncodings(String charset) {
        byte[] body = ("{" + members(alikeInCharacters(4_000)) + ID).getBytes(Charset.forName(charset));

        assertThat(id(body)).isEqualTo("é😀");
    }

    @Test
    void readsMoreThanATableIsGoodFor() {
        String many = "0,".repeat(NameTable.FEW_TOKENS);

        assertThat(id("{\"x\":[" + many + "0]," + ID)).isEqualTo("é😀");
        assertThat(id("{\"x\":[" + many + "0]]," + ID)).isNull();
    }

    @Test
    void findsBytesThatAreNoTextThereToo() {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("{" + members(alike(2_000)) + "\"id\":\"").getBytes(StandardCharsets.UTF_8));
        body.write(0xff);
        body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

        JsonValues values = fields.read(Payload.copyOf(body.toByteArray()));

        assertThat(values.readable()).isFalse();
        assertThat(values.text("id")).isNull();
    }
}
