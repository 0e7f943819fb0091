package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Payload;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NULL",
            value = {
                "\"text\" | text | text",
                "\"\" | '' | ''",
                "12 | NULL | 12",
                "1.50 | NULL | 1.50",
                "-1E+5 | NULL | -1E+5",
                "true | NULL | true",
                "false | NULL | false",
                "null | NULL | NULL",
                "{} | NULL | NULL",
                "[] | NULL | NULL",
                "[\"text\"] | NULL | NULL",
                "\"\\u00e9\" | é | é"
            })
    void aTextIsAStringAndAScalarAnythingWritten(String json, String text, String scalar) {
        JsonValues values = value(json);

        assertThat(values.text("a")).isEqualTo(text);
        assertThat(values.prose("a")).isEqualTo(text);
        assertThat(values.scalar("a")).isEqualTo(scalar);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a\\nb|a b",
                "\\u0000|' '",
                "a\\u001fb|a b",
                "a\\u007fb|a b",
                "a\\u0085b|a b",
                "a\\u009bb|a b",
                "a\\ud83d|a ",
                "\\ude00a| a",
                "\\ude00\\ud83d|'  '",
                "\\ud83d\\ud83d\\ude00|' 😀'",
                "\\ud83d\\ude00\\n|'😀 '",
                "\\ud83dx\\ude00| x "
            })
    void proseHasBlanksForWhatIsNotPlain(String text, String prose) {
        JsonValues values = value("\"" + text + "\"");

        assertThat(values.text("a")).isNull();
        assertThat(values.scalar("a")).isNull();
        assertThat(values.texts("a")).isEmpty();
        assertThat(values.prose("a")).isEqualTo(prose);
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀", "a😀b", "~ \u00A0", "\u2028", "é"})
    void whatIsPlainStaysAsItIs(String text) {
        JsonValues values = value("\"" + text + "\"");

        assertThat(values.text("a")).isEqualTo(text);
        assertThat(values.prose("a")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "2026-07-02T10:00:00Z, 2026-07-02T10:00:00Z",
                "2026-07-02T10:00:00.123456Z, 2026-07-02T10:00:00.123456Z",
                "2026-07-02T10:00:00+02:00, 2026-07-02T08:00:00Z",
                "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
                "0000-01-01T00:00:00+00:01, NULL",
                "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
                "9999-12-31T23:59:59-00:01, NULL",
                "2026-07-02T10:00:00, NULL",
                "2026-07-02, NULL",
                "2026-02-30T10:00:00Z, NULL",
                "+999999999-12-31T23:59:59-18:00, NULL",
                "1751450400, NULL",
                "'', NULL",
                "now, NULL"
            })
    void readsInstantsOfIso8601(String text, Instant instant) {
        assertThat(value("\"" + text + "\"").instant("a")).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"text\"",
                "\"\"",
                "\"a\\nb\"",
                "\"\\ud800\"",
                "7",
                "false",
                "{}",
                "{\"b\":null}",
                "[]",
                "[null]"
            })
    void somethingIsThereHoweverOddItIs(String json) {
        assertThat(value(json).has("a")).isTrue();
    }

    @Test
    void whatIsTooLongToBeReadIsThere() {
        JsonValues values = value("\"" + "x".repeat(8193) + "\"");

        assertThat(values.text("a")).isNull();
        assertThat(values.has("a")).isTrue();
    }

    @Test
    void nullIsNothingAndSoIsWhatIsMissing() {
        assertThat(value("null").has("a")).isFalse();
        assertThat(JsonFields.of("a.b").read(Payload.utf8("{\"a\":{}}")).has("a.b"))
                .isFalse();
        assertThat(JsonFields.of("a").read(Payload.utf8("{}")).has("a")).isFalse();
        assertThat(JsonFields.of("a").read(Payload.utf8("{\"a\":1}")).has("b")).isFalse();
    }

    @Test
    void whatCollectsIsThereOnceItHasMetSomething() {
        JsonFields texts = JsonFields.of("a[]");

        assertThat(texts.read(Payload.utf8("{\"a\":[null]}")).has("a[]")).isFalse();
        assertThat(texts.read(Payload.utf8("{\"a\":[null,\"x\"]}")).has("a[]")).isTrue();
        assertThat(texts.read(Payload.utf8("{\"a\":[null,\"x\"]}")).texts("a[]"))
                .containsExactly("x");
    }

    @Test
    void anInstantIsAString() {
        assertThat(value("1751450400").instant("a")).isNull();
    }

    @Test
    void linksAreOfTheWebAndEachComesOnce() {
        JsonValues values = JsonFields.of("all[]", "one", "none").read(Payload.utf8("""
                {"all":["https://h.example/a","http://h.example/b?c=%20","HTTPS://h.example/d","https://h.example/a",
                 "ftp://h.example/","javascript:alert(1)","data:text/html,x","file:///etc/passwd","https:///a",
                 "https:a","//h.example/a","/a","","h.example","https://h .example/","https://[::1","https://h.example/\\n",
                 7,null,{"url":"https://h.example/no"}],
                 "one":"https://h.example/one","two":"https://h.example/no"}"""));

        assertThat(values.links("one", "none", "all[]"))
                .containsExactly(
                        URI.create("https://h.example/one"),
                        URI.create("https://h.example/a"),
                        URI.create("http://h.example/b?c=%20"),
                        URI.create("HTTPS://h.example/d"));
        assertThat(values.links()).isEmpty();
        assertThat(values.links("none")).isEmpty();
    }

    private static JsonValues value(String json) {
        JsonValues values = JsonFields.of("a").read(Payload.utf8("{\"a\":" + json + "}"));
        assertThat(values.readable()).isTrue();
        return values;
    }
}
