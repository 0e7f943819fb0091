package dev.anyhook.http;

import dev.anyhook.Payload;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one body so far. Grows as they arrive, whatever length was promised, and never beyond the cap. */
final class BodyBytes {
    private final int cap;
    private byte[] bytes = new byte[0];
    private int size;

    BodyBytes(int cap) {
        this.cap = cap;
    }

    boolean hasRoomFor(Buffer chunk) {
        return chunk.length() <= cap - size;
    }

    void add(Buffer chunk) {
        int needed = size + chunk.length();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(cap, 2L * bytes.length)));
        }
        chunk.getBytes(bytes, size);
        size = needed;
    }

    int size() {
        return size;
    }

    Payload payload() {
        return Payload.copyOf(ByteBuffer.wrap(bytes, 0, size));
    }
}
