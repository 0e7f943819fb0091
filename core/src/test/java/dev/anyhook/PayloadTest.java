package dev.anyhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final byte[] BYTES = {0, (byte) 0xFF, 'a', '\r', '\n'};

    @Test
    void isCopiedOnTheWayInAndOnTheWayOut() {
        byte[] given = BYTES.clone();
        Payload payload = Payload.copyOf(given);

        given[0] = 1;
        payload.toByteArray()[1] = 1;

        assertThat(payload.toByteArray()).isEqualTo(BYTES);
    }

    @Test
    void copiesWhatRemainsOfABufferAndLeavesTheBufferAlone() {
        ByteBuffer buffer = ByteBuffer.wrap(BYTES.clone(), 1, 3);

        Payload payload = Payload.copyOf(buffer);
        buffer.put(1, (byte) 9);

        assertThat(payload.toByteArray()).containsExactly(0xFF, 'a', '\r');
        assertThat(buffer.position()).isEqualTo(1);
        assertThat(buffer.remaining()).isEqualTo(3);
        assertThat(Payload.copyOf(ByteBuffer.allocateDirect(2))).isEqualTo(Payload.copyOf(new byte[2]));
    }

    @Test
    void showsViewsThatNobodyCanWriteTo() throws IOException {
        Payload payload = Payload.copyOf(BYTES);

        assertThat(payload.asByteBuffer()).isEqualTo(ByteBuffer.wrap(BYTES));
        assertThatThrownBy(() -> payload.asByteBuffer().put((byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
        assertThat(payload.inputStream().readAllBytes()).isEqualTo(BYTES);
        assertThat(payload.inputStream().readAllBytes()).isEqualTo(BYTES);
    }

    @Test
    void readsAsMuchAsIsAllowedAndNotOneByteMore() throws IOException {
        assertThat(Payload.readFrom(new ByteArrayInputStream(BYTES), 5).toByteArray())
                .isEqualTo(BYTES);
        assertThat(Payload.readFrom(new ByteArrayInputStream(BYTES), 6).toByteArray())
                .isEqualTo(BYTES);
        assertThat(Payload.readFrom(InputStream.nullInputStream(), 0)).isEqualTo(Payload.empty());
        assertThatThrownBy(() -> Payload.readFrom(new ByteArrayInputStream(BYTES), 4))
                .isInstanceOf(IOException.class)
                .hasMessage("longer than the 4 bytes allowed");
        assertThatThrownBy(() -> Payload.readFrom(new ByteArrayInputStream(BYTES), 0))
                .isInstanceOf(IOException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.readFrom(InputStream.nullInputStream(), -1));
    }

    @Test
    void readsWhatComesInDrips() throws IOException {
        var drips = new InputStream() {
            private int next;

            @Override
            public int read() {
                return next < 5 ? BYTES[next++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int one = read();
                if (one < 0) {
                    return -1;
                }
                into[offset] = (byte) one;
                return 1;
            }
        };

        assertThat(Payload.readFrom(drips, 5).toByteArray()).isEqualTo(BYTES);
    }

    @Test
    void anEndlessStreamIsReadOnlyToTheCap() {
        var endless = new InputStream() {
            private int read;

            @Override
            public int read() {
                read++;
                return 'x';
            }
        };

        assertThatThrownBy(() -> Payload.readFrom(endless, 100)).isInstanceOf(IOException.class);
        assertThat(endless.read).isEqualTo(101);
    }

    @Test
    void isEqualByContent() {
        assertThat(Payload.copyOf(BYTES)).isEqualTo(Payload.copyOf(BYTES)).hasSameHashCodeAs(Payload.copyOf(BYTES));
        assertThat(Payload.utf8("a")).isNotEqualTo(Payload.utf8("b")).isNotEqualTo("a");
        assertThat(Payload.utf8("")).isEqualTo(Payload.empty());
        assertThat(Payload.utf8("é").toByteArray()).containsExactly(0xC3, 0xA9);
    }

    @Test
    void feedsItsBytes() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");

        Payload.copyOf(BYTES).update(digest);

        assertThat(digest.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(BYTES));
    }

    @Test
    void isParsedAnewEachTimeAndStaysAsItIs() throws Exception {
        Payload payload = Payload.utf8("[\"a\"]");
        for (int i = 0; i < 2; i++) {
            try (JsonParser parser = payload.parser(new JsonFactory())) {
                assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
                assertThat(parser.nextTextValue()).isEqualTo("a");
                assertThat(parser.nextToken()).isEqualTo(JsonToken.END_ARRAY);
            }
        }
        assertThat(payload).isEqualTo(Payload.utf8("[\"a\"]"));
    }

    @Test
    void printsItsSizeOnly() {
        assertThat(Payload.utf8("canary")).hasToString("Payload[6 bytes]");
        assertThat(Payload.utf8("canary").size()).isEqualTo(6);
    }
}
