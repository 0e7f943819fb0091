package dev.anyhook.http;

import dev.anyhook.Payload;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The bytes of one body so far. Grows as they arrive, whatever length was promised, and never beyond the cap; what it
 * takes of memory may be twice what has arrived.
 */
final class BodyBytes {
    private static final byte[] NOTHING = {};

    private final int cap;
    private final int share;
    private byte[] bytes = NOTHING;
    private int size;
    private int room;

    /** Of up to {@code cap} bytes; while they fit into {@code share}, they take no more room than that. */
    BodyBytes(int cap, int share) {
        this.cap = cap;
        this.share = share;
    }

    boolean hasRoomFor(Buffer chunk) {
        return chunk.length() <= cap - size;
    }

    /** What it takes of memory, in bytes. */
    int room() {
        return room;
    }

    /** What it will take of memory once {@code chunk} is added. */
    int roomWith(Buffer chunk) {
        int needed = size + chunk.length();
        return needed <= room ? room : Math.max(needed, (int) Math.min(needed <= share ? share : cap, 2L * room));
    }

    void add(Buffer chunk) {
        room = roomWith(chunk);
        if (room > bytes.length) {
            bytes = Arrays.copyOf(bytes, room);
        }
        chunk.getBytes(bytes, size);
        size += chunk.length();
    }

    /** Gives the bytes away, for the last time: their room is that of the payload from now on. */
    Payload toPayload() {
        Payload payload = Payload.copyOf(ByteBuffer.wrap(bytes, 0, size));
        bytes = NOTHING;
        return payload;
    }
}
