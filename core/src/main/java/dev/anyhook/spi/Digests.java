package dev.anyhook.spi;

import dev.anyhook.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Event ids for vendors that give none: SHA-256, in lower-case hex, under a prefix that says what was digested. */
public final class Digests {
    private static final int LONGEST_ID = 256;

    private Digests() {}

    /** {@code id} if it can be one, with 1 to 256 characters that are not all blank; otherwise {@link #ofBody}. */
    public static String ofBodyUnless(@Nullable String id, Payload body) {
        return id == null || id.isBlank() || id.length() > LONGEST_ID ? ofBody(body) : id;
    }

    /** {@code body:} and the digest of all bytes. */
    public static String ofBody(Payload body) {
        MessageDigest sha256 = sha256();
        body.update(sha256);
        return "body:" + HexFormat.of().formatHex(sha256.digest());
    }

    /** {@code fields:} and a digest in which each field keeps its place and its length; null differs from empty. */
    public static String ofFields(@Nullable String... fields) {
        MessageDigest sha256 = sha256();
        for (String field : fields) {
            update(sha256, field);
        }
        return "fields:" + HexFormat.of().formatHex(sha256.digest());
    }

    private static void update(MessageDigest sha256, @Nullable String field) {
        String text = field == null ? "" : field;
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        byte[] bytes = whole ? text.getBytes(StandardCharsets.UTF_8) : halves(text);
        String length = (whole ? "" : "u") + bytes.length;
        sha256.update(((field == null ? "-" : length) + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
    }

    /** Text with half a pair of surrogates, which UTF-8 cannot say: each char as it is. */
    private static byte[] halves(String text) {
        var bytes = ByteBuffer.allocate(Character.BYTES * text.length());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
