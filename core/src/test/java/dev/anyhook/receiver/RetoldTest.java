package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What was thrown reaches the log with its place and its causes, and forges no line. */
class RetoldTest {
    private static final String FORGED = "\r\n2026-11-01 INFO forged\u2028line\u001b[31m";

    @Test
    void keepsClassesPlacesCausesAndWhatWasSuppressed() {
        var thrown = new IOException("the shop is closed", new IllegalStateException("it is night"));
        thrown.addSuppressed(new ArithmeticException("and dark"));

        Retold retold = Retold.of(thrown);

        assertThat(trace(retold)).isEqualTo(trace(thrown));
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void breaksNoLineHoweverDeepTheMessage() {
        var thrown = new IOException("a" + FORGED, new IllegalStateException("b" + FORGED));
        thrown.addSuppressed(new ArithmeticException("c" + FORGED));

        assertThat(trace(Retold.of(thrown)).lines())
                .as("messages begin no line of their own")
                .noneMatch(line -> line.startsWith("2026-11-01"))
                .noneMatch(line -> line.contains("\u2028") || line.contains("\u001b"))
                .anyMatch(line -> line.contains("java.lang.IllegalStateException: b  2026-11-01 INFO forged"))
                .anyMatch(line -> line.contains("java.lang.ArithmeticException: c  2026-11-01 INFO forged"));
    }

    @Test
    void saysNothingOfItsMessagesWhenAskedTo() {
        var thrown = new IOException("words", new IllegalStateException("words"));

        assertThat(trace(Retold.withoutMessages(thrown)))
                .contains("java.io.IOException", "java.lang.IllegalStateException", "RetoldTest")
                .doesNotContain("words");
    }

    @Test
    void comesToAnEndWhenCausesGoRoundOrGoOn() {
        var first = new IOException("first");
        var second = new IOException("second", first);
        first.initCause(second);
        Throwable deep = new IOException("0");
        for (int i = 1; i < 10_000; i++) {
            deep = new IOException("" + i, deep);
        }

        assertThat(Retold.of(first).getCause())
                .hasToString("java.io.IOException: second")
                .hasNoCause();
        assertThat(trace(Retold.of(deep))).hasSizeLessThan(200_000);
    }

    @Test
    void makesDoWithTheClassOfOneThatCannotSpeak() {
        var speechless = new IOException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new StackOverflowError("no words");
            }
        };

        assertThat(Retold.of(speechless)).hasToString(speechless.getClass().getName());
    }
}
