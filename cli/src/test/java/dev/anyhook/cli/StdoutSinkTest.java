package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StdoutSinkTest {
    private final Filling disk = new Filling();
    private final StdoutSink sink = new StdoutSink(disk);

    @Test
    void endsTheLineInWhichAWriteFailed() throws IOException {
        sink.say("first");
        disk.room = 3;
        assertThatThrownBy(() -> sink.say("second")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> sink.say("second")).isInstanceOf(IOException.class);
        disk.room = 100;

        sink.say("third");
        sink.say("fourth");

        assertThat(disk.written.toString()).isEqualTo("first\nsec\nthird\nfourth\n");
    }

    /** Takes what there is room for, and then fails, as a disk does. */
    private static final class Filling extends OutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room = 100;

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int fits = Math.min(room, length);
            written.write(bytes, from, fits);
            room -= fits;
            if (fits < length) {
                throw new IOException("no space left");
            }
        }
    }
}
