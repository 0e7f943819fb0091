package dev.anyhook.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream whose lines a test can wait for. */
final class Lines extends OutputStream {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            lines.add(begun.toString(StandardCharsets.UTF_8));
            begun.reset();
        } else {
            begun.write(b);
        }
    }

    /** The next line, as soon as it is there. */
    String next() throws InterruptedException {
        String line = lines.poll(30, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no line came");
        }
        return line;
    }

    /** Waits for the first line that contains {@code part}. */
    String nextWith(String part) throws InterruptedException {
        String line = next();
        while (!line.contains(part)) {
            line = next();
        }
        return line;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }
}
