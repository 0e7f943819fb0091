package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.Payload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapturedRequestTest {
    private static CapturedRequest parse(String text) throws MalformedRequestException {
        return CapturedRequest.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void readsHeadAndBody(String end) throws MalformedRequestException {
        CapturedRequest request = parse(String.join(
                end,
                "POST /webhooks/d/t?a=b HTTP/1.1",
                "Host: h",
                "X-A:  one ",
                "x-a: two",
                "Empty:",
                "",
                "bo\r\ndy\n"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo(URI.create("/webhooks/d/t?a=b"));
        assertThat(request.headers().allValues("X-a")).containsExactly("one", "two");
        assertThat(request.headers().allValues("empty")).containsExactly("");
        assertThat(request.body()).isEqualTo(Payload.utf8("bo\r\ndy\n"));
        assertThat(request.notes()).isEmpty();
    }

    @Test
    void leavesEveryByteOfTheBodyAsItIs() throws MalformedRequestException {
        var all = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            all.append(c);
        }

        CapturedRequest request = parse("POST / HTTP/1.1\n\n" + all);

        assertThat(request.body()).isEqualTo(Payload.copyOf(all.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void endsTheBodyWhereItsLengthSays() throws MalformedRequestException {
        CapturedRequest request = parse("POST / HTTP/1.1\nContent-Length: 4\n\nbody\n");

        assertThat(request.body()).isEqualTo(Payload.utf8("body"));
        assertThat(request.notes()).containsExactly("1 bytes beyond Content-Length are left out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST / HTTP/1.1~Content-Length: 5~~body | the body has 4 bytes, but Content-Length says 5; was it"
                        + " captured whole?",
                "POST / HTTP/1.1~Content-Length: 4~Content-Length: 4~~body | Content-Length is not one number of bytes",
                "POST / HTTP/1.1~Content-Length: x~~body | Content-Length is not one number of bytes",
                "POST / HTTP/1.1~Host: h | there is no empty line between headers and body",
                "'' | there is no empty line between headers and body",
                "~POST / HTTP/1.1~~ | it begins with an empty line; the request line must come first",
                "POST /~~ | line 1 is not a request line such as: POST /webhooks/diffio-live HTTP/1.1",
                "{\"a\":1}~~ | line 1 is not a request line such as: POST /webhooks/diffio-live HTTP/1.1",
                "POST /%% HTTP/1.1~~ | the target in line 1 is not one",
                "POST / HTTP/1.1~Host: h~ folded~~ | line 3 is not a header of the form Name: value",
                "POST / HTTP/1.1~:path: /~~ | line 2 is not a header of the form Name: value",
                "POST / HTTP/1.1~Host : h~~ | line 2 is not a header of the form Name: value",
            })
    void saysWhyItIsNoRequest(String text, String why) {
        assertThatThrownBy(() -> parse(text.replace('~', '\n')))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessage(why);
    }

    @Test
    void notesWhatAReceiverRefusesUnjudged() throws MalformedRequestException {
        CapturedRequest request = parse("GET / HTTP/1.1\nContent-Encoding: gzip\nTransfer-Encoding: chunked\n\n");

        assertThat(request.notes())
                .containsExactly(
                        "a receiver answers 405 to GET, whatever the verdict",
                        "a receiver answers 415 to a Content-Encoding other than identity, whatever the verdict",
                        "the body is taken as decoded, whatever Transfer-Encoding says");
    }

    @ParameterizedTest
    @CsvSource({
        "/webhooks/d, true",
        "/webhooks/d/token, true",
        "https://h/webhooks/d, true",
        "/webhooks/dd, false",
        "/hooks/d, false",
        "*, false"
    })
    void knowsWhereItWasSent(String target, boolean there) throws MalformedRequestException {
        assertThat(parse("POST " + target + " HTTP/1.1\n\n").wasSentTo("d")).isEqualTo(there);
    }

    @Test
    void printsNoTargetWithItsToken() throws MalformedRequestException {
        CapturedRequest request = parse("POST /webhooks/d/s3cret HTTP/1.1\nX: s3cret\n\ns3cret");

        assertThat(request.arrivingAt("d", Session.NOW).toString()).doesNotContain("s3cret");
    }

    @Test
    void neverPrintsWhatMayBeASecret() throws MalformedRequestException {
        byte[] bytes = "POST /webhooks/sivi/a-token HTTP/1.1\r\nAuthorization: Bearer b\r\n\r\n{}"
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(CapturedRequest.parse(bytes))
                .hasToString("CapturedRequest[method=POST, headers=[Authorization], body=Payload[2 bytes]]");
        assertThat(RequestHead.parse(bytes))
                .hasToString("RequestHead[method=POST, headers=[Authorization], length=65]");
    }
}
