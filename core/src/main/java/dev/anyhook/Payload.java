package dev.anyhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a body, exactly as they came. Copied once on the way in, never changed, safe for any number of threads;
 * {@link #toString()} prints the size and nothing else.
 */
public final class Payload {
    private static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Payload empty() {
        return EMPTY;
    }

    public static Payload copyOf(byte[] bytes) {
        return new Payload(bytes.clone());
    }

    /** The remaining bytes of {@code buffer}, whose position does not move. */
    public static Payload copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return new Payload(bytes);
    }

    /** {@code text} in UTF-8. */
    public static Payload utf8(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All of {@code in}, or an {@link IOException} as soon as it proves longer than {@code maxBytes}. */
    public static Payload readFrom(InputStream in, int maxBytes) throws IOException {
        byte[] bytes = in.readNBytes(maxBytes);
        if (bytes.length == maxBytes && in.read() != -1) {
            throw new IOException("longer than the " + maxBytes + " bytes allowed");
        }
        return new Payload(bytes);
    }

    public int size() {
        return bytes.length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** A read-only view; nothing is copied. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** A new stream over the bytes; nothing is copied. */
    public InputStream inputStream() {
        return new ByteArrayInputStream(bytes);
    }

    /** A new parser over the bytes; nothing is copied. */
    public JsonParser parser(JsonFactory json) throws IOException {
        return json.createParser(bytes);
    }

    /** Feeds every byte to {@code digest}; nothing is copied. */
    public void update(MessageDigest digest) {
        digest.update(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
