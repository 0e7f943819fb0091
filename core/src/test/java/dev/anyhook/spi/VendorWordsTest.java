package dev.anyhook.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.anyhook.ProviderId;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a vendor says may end in a log: without our secrets, without tricks, and not without end. */
class VendorWordsTest {
    private final VendorServer vendor = new VendorServer(Duration.ofSeconds(30), 100_000);

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void secretsThatTheVendorRepeatsAreTakenOut() {
        vendor.then(
                401,
                "{\"code\":\"bad:canary-api-key\",\"message\":\"no 'Bearer canary-api-key' with canary-bearer here\"}");

        WebhookException refused = refused(vendor.call("POST", "/x").hiding(Secret.of("canary-bearer")));

        assertThat(refused)
                .hasMessage("acme configure: the vendor answered 401 bad:[redacted]"
                        + " \"no '[redacted]' with [redacted] here\"");
        assertThat(refused.vendorCode()).contains("bad:[redacted]");
    }

    @Test
    void aSecretIsTakenOutBeforeALongMessageIsCut() {
        vendor.then(401, "{\"message\":\"" + "x".repeat(290) + "canary-api-key\"}");

        assertThat(refused(vendor.call("POST", "/x")).getMessage()).doesNotContain("canary");
    }

    @Test
    void aMessageHas300CharactersAtMost() {
        vendor.then(400, "{\"message\":\"" + "x".repeat(300) + "\"}");
        vendor.then(400, "{\"message\":\"" + "x".repeat(301) + "\"}");

        assertThat(refused(vendor.call("POST", "/x"))).hasMessageEndingWith(" \"" + "x".repeat(300) + "\"");
        assertThat(refused(vendor.call("POST", "/x"))).hasMessageEndingWith(" \"" + "x".repeat(300) + "...\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\n", "\\r", "\\t", "\\u0000", "\\u001b", "\\u007f", "\\u0085", "\\u009b", "\\u2028", "\\u2029",
                "\\u202e", "\\u200f", "\\ufeff", "\\ud83d"
            })
    void charactersThatSteerATerminalBecomeBlanks(String character) {
        vendor.then(400, "{\"code\":\"a" + character + "b\",\"message\":\"c" + character + "d\"}");

        WebhookException refused = refused(vendor.call("POST", "/x"));

        assertThat(refused).hasMessageEndingWith(" a b \"c d\"");
        assertThat(refused.vendorCode()).contains("a b");
    }

    @Test
    void lettersOfAllScriptsStay() {
        vendor.then(400, "{\"message\":\"schlüssel 鍵 😀\"}");

        assertThat(refused(vendor.call("POST", "/x"))).hasMessageEndingWith("\"schlüssel 鍵 😀\"");
    }

    @Test
    void aBrokenExchangeThatQuotesASecretIsReportedWithoutIt() {
        VendorCall call = vendor.call("GET", "/x", request -> {
            throw new IOException("rude: canary-api-key", new IOException("Authorization: Bearer canary-api-key"));
        });

        WebhookException broken = refused(call);

        assertThat(trace(broken))
                .contains("no answer from the vendor: rude: [redacted]")
                .doesNotContain("canary");
    }

    @Test
    void aBrokenExchangeThatQuotesNoneIsReportedWithItsCause() {
        var cause = new IOException("broken pipe");
        VendorCall call = vendor.call("GET", "/x", request -> {
            throw cause;
        });

        assertThat(refused(call)).hasCause(cause);
    }

    @Test
    void aStatusLineThatQuotesASecretIsReportedWithoutIt() throws Exception {
        try (var rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = new Thread(() -> {
                try (var socket = rude.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream()
                            .write("HTTP/9.9 canary-api-key\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    throw new UncheckedIOException(closed);
                }
            });
            answering.start();
            var base = URI.create("http://127.0.0.1:" + rude.getLocalPort());
            VendorAccount account = VendorAccount.of(VendorServer.KEY).at(base).over(vendor);

            WebhookException broken = refused(
                    VendorApi.of(ProviderId.of("acme"), account, base, body -> new VendorErrors.Said(null, null))
                            .call("read", "GET", "/x"));

            assertThat(trace(broken)).doesNotContain("canary");
            answering.join();
        }
    }

    @Test
    void aStatusLineThatSteersATerminalIsReportedWithoutThat() throws Exception {
        try (var rude = new RawVendor().then("HTTP/1.1 \u001b]0;x\u0007 200\r\n\r\n")) {
            VendorAccount account =
                    VendorAccount.of(VendorServer.KEY).at(rude.base()).over(vendor);

            WebhookException broken = refused(
                    VendorApi.of(ProviderId.of("acme"), account, rude.base(), body -> new VendorErrors.Said(null, null))
                            .call("read", "GET", "/x"));

            assertThat(broken).hasMessageStartingWith("acme read: no answer from the vendor: ");
            assertThat(trace(broken)).doesNotContain("\u001b", "\u0007");
        }
    }

    static Stream<IOException> brokenInOddWords() {
        var suppressing = new IOException("plain");
        suppressing.addSuppressed(new IOException("\u001b[2J"));
        var circular = new IOException("plain");
        circular.initCause(new IOException("\u001b[2J", circular));
        return Stream.of(
                new IOException("\u001b[2J"),
                new IOException("plain", new IOException("two\nlines")),
                new IOException("plain", new IOException("plain", new IllegalStateException("\u202e"))),
                new IOException("x".repeat(301)),
                suppressing,
                circular);
    }

    @ParameterizedTest
    @MethodSource("brokenInOddWords")
    void aBrokenExchangeInOddWordsIsReportedWithoutItsCause(IOException odd) {
        VendorCall call = vendor.call("GET", "/x", request -> {
            throw odd;
        });

        assertThat(refused(call)).hasNoCause();
    }

    @Test
    void aBrokenExchangeThatIsItsOwnRootIsReportedWithItsCause() {
        var circular = new IOException("plain");
        circular.initCause(new IOException("plain too", circular));
        VendorCall call = vendor.call("GET", "/x", request -> {
            throw circular;
        });

        assertThat(refused(call).getCause()).isSameAs(circular);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>canary</html>", "{\"canary\":", "{} canary"})
    void anAnswerThatIsNotJsonSaysSoAndQuotesNothing(String body) {
        vendor.then(200, body);

        WebhookException odd = catchThrowableOfType(
                WebhookException.class, vendor.call("GET", "/x").send()::json);

        assertThat(odd.httpStatus()).hasValue(200);
        assertThat(odd.retryable()).isFalse();
        assertThat(odd.getMessage())
                .startsWith("acme configure: the vendor answered 200 with")
                .endsWith("is the API base right?");
        assertThat(trace(odd)).doesNotContain("canary\"").doesNotContain("<html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"text\"", "null", "true"})
    void anAnswerThatIsNeitherObjectNorArraySaysSo(String body) {
        vendor.then(200, body);

        WebhookException odd = catchThrowableOfType(
                WebhookException.class, vendor.call("GET", "/x").send()::json);

        assertThat(odd)
                .hasMessage("acme configure: the vendor answered 200 with JSON that is neither object nor array;"
                        + " is the API base right?");
    }

    @Test
    void anAnswerInNoEncodingAtAllIsNotJson() {
        byte[] utf32 = {0, 0, (byte) 0xFE, (byte) 0xFF, 0, 0x7B, 0, 0x7B};
        vendor.then(exchange -> {
            exchange.sendResponseHeaders(200, utf32.length);
            exchange.getResponseBody().write(utf32);
        });

        WebhookException odd = catchThrowableOfType(
                WebhookException.class, vendor.call("GET", "/x").send()::json);

        assertThat(odd).hasMessageContaining("not JSON");
    }

    @Test
    void whatAProviderFindsMissingIsCleanedToo() {
        vendor.then(200, "{}");

        assertThat(vendor.call("GET", "/x").send().unintelligible("no id but canary-api-key\n"))
                .hasMessage("acme configure: the vendor answered 200 with no id but [redacted] ");
    }

    private static WebhookException refused(VendorCall call) {
        WebhookException refused = catchThrowableOfType(WebhookException.class, call::send);
        assertThat(refused).isNotNull();
        return refused;
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
