package dev.anyhook.signing;

/**
 * The texts that are signed before a body, with a dot after each. Only for text that {@link HeaderRule} has found to be
 * ASCII. Not thread-safe.
 */
final class Dotted {
    private final byte[] bytes;
    private int length;

    Dotted(int size) {
        this.bytes = new byte[size];
    }

    /** Adds the characters of {@code text} between {@code from} and {@code to}, and a dot. */
    @SuppressWarnings("deprecation") // For what it does to characters that are not ASCII, and here all are.
    Dotted add(String text, int from, int to) {
        text.getBytes(from, to, bytes, length);
        length += to - from;
        bytes[length++] = '.';
        return this;
    }

    /** The bytes themselves, once all texts are there. */
    byte[] bytes() {
        return bytes;
    }
}
