package dev.anyhook.cli;

import dev.anyhook.WebhookEvent;
import dev.anyhook.receiver.EventHandler;
import dev.anyhook.receiver.Handling;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes events to standard output, each as one line in one piece. A write that fails is tried again like any handler;
 * it may have written half a line, which is then ended before anything else is written.
 */
final class StdoutSink implements EventHandler {
    private final OutputStream out;
    private boolean inLine;

    StdoutSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void handle(WebhookEvent event, Handling handling) throws IOException {
        write(EventLine.of(event, handling.trust(), handling.receivedAt(), handling.isLate()));
    }

    /** Writes one line that is not an event. */
    void say(String line) throws IOException {
        write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] line) throws IOException {
        if (inLine) {
            out.write('\n');
        }
        inLine = true;
        out.write(line);
        out.flush();
        inLine = false;
    }
}
