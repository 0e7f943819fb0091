package dev.anyhook.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A stream that holds nobody up: what is written waits, up to a mebibyte, for a thread of its own to write it on, and
 * is lost beyond that, which is said once there is room again. So a log that nobody reads stops no delivery.
 */
final class DetachedStream extends OutputStream {
    private static final int ROOM = 1 << 20;

    private final OutputStream target;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean writing;
    private long lostLines;

    private DetachedStream(OutputStream target) {
        this.target = target;
    }

    /** One in front of {@code target}, which nobody else should write to. */
    static DetachedStream before(OutputStream target) {
        var stream = new DetachedStream(target);
        Thread thread = new Thread(stream::writeOn, "anyhook-stderr");
        thread.setDaemon(true);
        thread.start();
        return stream;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (waiting.size() + length > ROOM) {
            for (int i = offset; i < offset + length; i++) {
                lostLines += bytes[i] == '\n' ? 1 : 0;
            }
            return;
        }
        if (lostLines > 0) {
            waiting.writeBytes(
                    ("\n" + lostLines + " lines were lost: nobody read them\n").getBytes(StandardCharsets.UTF_8));
            lostLines = 0;
        }
        waiting.write(bytes, offset, length);
        notifyAll();
    }

    private void writeOn() {
        while (true) {
            byte[] next = next();
            try {
                target.write(next);
                target.flush();
            } catch (IOException closed) {
                // Nobody can be told: this is where one would be.
            }
        }
    }

    private synchronized byte[] next() {
        writing = false;
        notifyAll();
        while (waiting.size() == 0) {
            try {
                wait();
            } catch (InterruptedException ignored) {
                // Only the end of the process ends this thread.
            }
        }
        writing = true;
        byte[] next = waiting.toByteArray();
        waiting.reset();
        return next;
    }

    /** Waits until all is written, but no longer than {@code limit}. */
    synchronized void drain(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toMillis(); (writing || waiting.size() > 0) && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
