package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    private static final JsonFields FIELDS = JsonFields.of("id", "data.run.id", "data.run.state");

    @Test
    void findsFieldsInAnyOrderAmongOthers() {
        JsonValues values = read(FIELDS, """
                {"x":[1,{"id":"no"},[[]]],"data":{"y":{"run":{"id":"no"}},"run":{"state":"done","id":"r1"},"id":"no"},
                 "id":"e1"}""");

        assertThat(values.readable()).isTrue();
        assertThat(values.text("id")).isEqualTo("e1");
        assertThat(values.text("data.run.id")).isEqualTo("r1");
        assertThat(values.text("data.run.state")).isEqualTo("done");
    }

    @Test
    void whatIsNotThereIsNull() {
        JsonValues values = read(FIELDS, "{\"data\":{}}");

        assertThat(values.readable()).isTrue();
        assertThat(values.text("id")).isNull();
        assertThat(values.prose("id")).isNull();
        assertThat(values.scalar("id")).isNull();
        assertThat(values.instant("id")).isNull();
        assertThat(values.texts("id")).isEmpty();
        assertThat(values.hasObject("id")).isFalse();
        assertThat(values.text("never.asked.for")).isNull();
    }

    @Test
    void stopsAtTheLastFieldWanted() {
        assertThat(read(JsonFields.of("a", "b"), "{\"a\":1,\"b\":2,!!!").readable())
                .isTrue();
        assertThat(read(JsonFields.of("a", "b"), "{\"a\":1,!!!,\"b\":2}").readable())
                .isFalse();
        assertThat(read(JsonFields.of("a.b", "c"), "{\"c\":1,\"a\":{\"b\":2 !!!")
                        .readable())
                .isTrue();
        assertThat(read(JsonFields.of("a", "a"), "{\"a\":1,!!!").readable()).isTrue();
        assertThat(read(JsonFields.of("a"), "{\"b\":1} !!!").readable()).isTrue();
    }

    @Test
    void aPathThatCollectsReadsToTheEnd() {
        JsonFields collecting = JsonFields.of("id", "items[].url");

        assertThat(read(collecting, "{\"id\":1,\"items\":[{\"url\":\"a\"}],!!!").readable())
                .isFalse();
        assertThat(read(collecting, "{\"items\":[{\"url\":\"a\"}],\"id\":\"x\",\"items\":[{\"url\":\"b\"}]}")
                        .texts("items[].url"))
                .containsExactly("a", "b");
    }

    /** Or what is read of an object might be put together from two. */
    @Test
    void ofARepeatedObjectTheFirstCountsWithAllThatItLacks() {
        JsonValues values = read(JsonFields.of("data.id", "data.run.id", "data.run.state", "absent"), """
                {"data":{"id":"one","run":{"id":"r1"},"run":{"state":"no"}},"data":{"run":{"state":"no"}}}""");

        assertThat(values.text("data.id")).isEqualTo("one");
        assertThat(values.text("data.run.id")).isEqualTo("r1");
        assertThat(values.text("data.run.state")).isNull();
    }

    @Test
    void stopsAtTheEndOfTheObjectThatWouldHoldWhatIsWanted() {
        JsonFields fields = JsonFields.of("id", "data.run.id", "data.run.state", "data.run.output.why");

        assertThat(read(fields, "{\"id\":1,\"data\":{\"run\":{\"id\":2,\"output\":{}},!!!")
                        .readable())
                .isTrue();
        assertThat(read(fields, "{\"id\":1,\"data\":{\"run\":{\"id\":2,!!!},!!!")
                        .readable())
                .isFalse();
        assertThat(read(fields, "{\"data\":{\"run\":{\"id\":2}},!!!,\"id\":1}").readable())
                .isFalse();
        assertThat(read(fields, "{\"id\":1,\"data\":{\"run\":[{}],!!!").readable())
                .isFalse();
    }

    @Test
    void ofARepeatedNameTheFirstCounts() {
        JsonFields fields = JsonFields.of("id", "data", "data.state", "absent");
        JsonValues values = read(fields, """
                {"id":"first","id":"second","data":{"state":"one","state":"two"},"data":{"state":"three"}}""");

        assertThat(values.text("id")).isEqualTo("first");
        assertThat(values.text("data.state")).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "{}", "{\"x\":\"second\"}", "[]", "[\"second\"]"})
    void theFirstCountsEvenIfItIsOfAnotherKind(String first) {
        JsonValues values = read(JsonFields.of("id", "absent"), "{\"id\":" + first + ",\"id\":\"second\"}");

        assertThat(values.readable()).isTrue();
        assertThat(values.text("id")).isNull();
        assertThat(values.texts("id")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | ''",
                "[\"a\"] | a",
                "[\"a\",\"b\",\"a\"] | a,b,a",
                "[1,null,\"a\",{\"x\":\"no\"},[\"no\"],true,\"b\"] | a,b",
                "\"a\" | ''",
                "{\"a\":\"b\"} | ''",
                "null | ''"
            })
    void collectsTheTextsOfAnArray(String array, String texts) {
        JsonValues values = read(JsonFields.of("list[]"), "{\"list\":" + array + "}");

        assertThat(values.readable()).isTrue();
        assertThat(String.join(",", values.texts("list[]"))).isEqualTo(texts);
    }

    @Test
    void collectsThroughArraysOfObjectsAndOfArrays() {
        JsonValues values = read(JsonFields.of("a.items[].links[]", "a.items[].name"), """
                {"a":{"items":[{"links":["1","2"],"name":"x"},{"links":"no"},"no",[{"links":["no"]}],
                 {"name":"y","links":["3"]}]}}""");

        assertThat(values.texts("a.items[].links[]")).containsExactly("1", "2", "3");
        assertThat(values.texts("a.items[].name")).containsExactly("x", "y");
        assertThat(values.text("a.items[].name")).isEqualTo("x");
    }

    @Test
    void aPathMayBeBothAnEndAndAWay() {
        JsonFields fields = JsonFields.of("error", "error.message");

        JsonValues object = read(fields, "{\"error\":{\"message\":\"no\"}}");
        assertThat(object.hasObject("error")).isTrue();
        assertThat(object.text("error")).isNull();
        assertThat(object.scalar("error")).isNull();
        assertThat(object.text("error.message")).isEqualTo("no");

        JsonValues text = read(fields, "{\"error\":\"no\"}");
        assertThat(text.hasObject("error")).isFalse();
        assertThat(text.text("error")).isEqualTo("no");
        assertThat(text.text("error.message")).isNull();

        JsonValues brace = read(fields, "{\"error\":\"{\"}");
        assertThat(brace.hasObject("error")).isFalse();
    }

    @Test
    void aTextOrAnArrayMayStandAtOnePath() {
        JsonFields fields = JsonFields.of("url", "url[]");

        assertThat(read(fields, "{\"url\":\"a\"}").text("url")).isEqualTo("a");
        assertThat(read(fields, "{\"url\":[\"a\",\"b\"]}").texts("url[]")).containsExactly("a", "b");
        assertThat(read(fields, "{\"url\":[\"a\",\"b\"]}").text("url")).isNull();
    }

    @Test
    void anObjectWithoutWaysFurtherIsOnlyNoted() {
        JsonValues values = read(JsonFields.of("data", "id"), "{\"data\":{\"deep\":[{}]},\"id\":\"x\"}");

        assertThat(values.hasObject("data")).isTrue();
        assertThat(values.scalar("data")).isNull();
        assertThat(values.text("id")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "[]", "a.[]", "a[][]"})
    void refusesAPathThatNamesNothing(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonFields.of("good", path))
                .withMessageContaining("'" + path + "'");
    }

    @Test
    void readsNamesThatLookLikeNothingElse() {
        assertThat(read(JsonFields.of("status code.x y"), "{\"status code\":{\"x y\":\"z\"}}")
                        .text("status code.x y"))
                .isEqualTo("z");
    }

    private static JsonValues read(JsonFields fields, String body) {
        return fields.read(Payload.utf8(body));
    }
}
