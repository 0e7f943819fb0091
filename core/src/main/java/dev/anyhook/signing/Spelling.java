package dev.anyhook.signing;

import java.util.Base64;
import java.util.HexFormat;

/** How the bytes of a signature are written in a header. */
public enum Spelling {
    /** Lower-case hex. */
    HEX,
    /** Standard base64, padded. */
    BASE64;

    private static final HexFormat DIGITS = HexFormat.of();

    /** The ASCII text of {@code mac}. */
    byte[] spell(byte[] mac) {
        return this == HEX ? hex(mac) : Base64.getEncoder().encode(mac);
    }

    private static byte[] hex(byte[] mac) {
        byte[] text = new byte[2 * mac.length];
        for (int i = 0; i < mac.length; i++) {
            text[2 * i] = (byte) DIGITS.toHighHexDigit(mac[i]);
            text[2 * i + 1] = (byte) DIGITS.toLowHexDigit(mac[i]);
        }
        return text;
    }
}
