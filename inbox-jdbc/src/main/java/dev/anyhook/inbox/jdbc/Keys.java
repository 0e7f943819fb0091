package dev.anyhook.inbox.jdbc;

import dev.anyhook.spi.Digests;

/** Texts from outside, as a database can hold them and index them. */
final class Keys {
    private static final int LONGEST = 256;
    private static final char NUL = '\u0000';
    private static final char REPLACEMENT = '\uFFFD';
    private static final String DIGESTED = "#";

    private Keys() {}

    /** {@code id}, or a digest of one that is long, or that {@link #text} would change, so that unequal ids stay so. */
    static String of(String id) {
        boolean plain = id.length() <= LONGEST && !id.startsWith(DIGESTED) && text(id).equals(id);
        return plain ? id : DIGESTED + Digests.ofFields(id);
    }

    /** {@code any} without what PostgreSQL cannot hold (NUL) and what UTF-8 cannot say (half a pair of surrogates). */
    static String text(String any) {
        for (int i = 0; i < any.length(); i++) {
            char character = any.charAt(i);
            if (character == NUL || Character.isSurrogate(character)) {
                return replaced(any);
            }
        }
        return any;
    }

    private static String replaced(String text) {
        var whole = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            whole.appendCodePoint(half || point == NUL ? REPLACEMENT : point);
        });
        return whole.toString();
    }
}
