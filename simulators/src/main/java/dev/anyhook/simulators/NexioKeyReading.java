package dev.anyhook.simulators;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * How Nexio turns a secret into an HMAC key. The text passes the secret as it is given; the sample's line that would
 * settle it is not visible (Nexio "Webhooks", read 2026-11-01), so each reading can be simulated.
 */
public enum NexioKeyReading {
    /** The bytes of the whole text. */
    RAW,
    /** The bytes of the text after {@code whsec_}. */
    STRIP_PREFIX,
    /** What the text after {@code whsec_} says in base64. */
    BASE64;

    private static final String PREFIX = "whsec_";

    /**
     * The reading that a configuration calls {@code raw}, {@code strip_prefix} or {@code base64}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static NexioKeyReading named(String word) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(reading -> reading.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no key reading '" + word + "'; known are raw, strip_prefix, base64"));
    }

    byte[] key(String secret) {
        String stripped = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        return switch (this) {
            case RAW -> secret.getBytes(StandardCharsets.UTF_8);
            case STRIP_PREFIX -> stripped.getBytes(StandardCharsets.UTF_8);
            case BASE64 -> decoded(stripped);
        };
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the secret is no base64 after an optional " + PREFIX);
        }
    }
}
