package dev.anyhook.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DetachedStreamTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String LOST = " lines were lost: nobody read them";

    private final CountDownLatch readOn = new CountDownLatch(1);
    private final ByteArrayOutputStream read = new Stalling();

    @Test
    void writesOnWhatItIsGiven() {
        readOn.countDown();
        DetachedStream stream = DetachedStream.before(read);
        var out = new PrintStream(stream, true, UTF_8);
        for (int i = 0; i < 10_000; i++) {
            out.println("line " + i);
        }
        stream.drain(LONG);

        assertThat(read.toString(UTF_8).lines()).hasSize(10_000).endsWith("line 9999");
    }

    @Test
    void holdsNobodyUpAndSaysWhatWasLost() {
        DetachedStream stream = DetachedStream.before(read);
        var out = new PrintStream(stream, true, UTF_8);
        String line = "x".repeat(999);
        for (int i = 0; i < 5_000; i++) {
            out.println(line);
        }
        stream.drain(Duration.ofMillis(1));
        readOn.countDown();
        stream.drain(LONG);
        out.println("heard again");
        stream.drain(LONG);

        var lines = read.toString(UTF_8).lines().toList();
        long kept = lines.stream().filter(line::equals).count();
        assertThat(kept).isBetween(1_000L, 2_200L);
        long lost = lines.stream()
                .filter(each -> each.endsWith(LOST))
                .mapToLong(each -> Long.parseLong(each.substring(0, each.length() - LOST.length())))
                .sum();
        assertThat(lost).as("told once or twice, all in all").isEqualTo(5_000 - kept);
        assertThat(lines).endsWith("heard again");
    }

    @Test
    void goesOnThoughItsTargetIsClosed() {
        var tries = new AtomicInteger();
        DetachedStream stream = DetachedStream.before(new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                tries.incrementAndGet();
                throw new IOException("closed");
            }
        });
        stream.write('a');
        stream.drain(LONG);
        stream.write('b');
        stream.drain(LONG);

        assertThat(tries).hasValue(2);
    }

    /** Takes nothing until it may. */
    private final class Stalling extends ByteArrayOutputStream {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                readOn.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            super.write(bytes, offset, length);
        }
    }
}
