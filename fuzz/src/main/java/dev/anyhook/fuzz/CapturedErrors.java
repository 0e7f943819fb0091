package dev.anyhook.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard error, where logs go, kept instead of shown. There should be one at a time. */
final class CapturedErrors implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private CapturedErrors() {}

    static CapturedErrors start() {
        var captured = new CapturedErrors();
        System.setErr(new PrintStream(captured.kept, true, StandardCharsets.UTF_8));
        return captured;
    }

    /** What came since the last call; fails when it tells of an error of the server's own. */
    String taken() {
        String text = kept.toString(StandardCharsets.UTF_8);
        kept.reset();
        Promise.holds(!text.contains("ERROR") && !text.contains("Exception"), "nothing goes wrong within: " + text);
        return text.replaceAll("[\r\n\t]", " ");
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
