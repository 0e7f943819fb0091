package dev.anyhook.simulators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** HMAC-SHA256 written out from its definition (RFC 2104), so that no code is shared with what it judges. */
final class HmacByDefinition {
    private static final int BLOCK = 64;

    private HmacByDefinition() {}

    static String hex(byte[] key, String text) {
        byte[] inner = sha256(pad(key, 0x36), text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256(pad(key, 0x5c), inner));
    }

    private static byte[] pad(byte[] key, int filler) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256(key, new byte[0]) : key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) filler;
        }
        return block;
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
