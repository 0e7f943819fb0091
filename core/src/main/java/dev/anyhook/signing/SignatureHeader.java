package dev.anyhook.signing;

import java.util.List;
import java.util.Objects;

/**
 * The header that holds the signatures.
 *
 * @param rule its name and the most that is read of it
 * @param separator what parts the items of the list
 * @param mark what a signature begins with
 * @param spelling how it goes on
 */
record SignatureHeader(HeaderRule rule, char separator, String mark, Spelling spelling) {
    private static final int MAX_LENGTH = 4096;

    static SignatureHeader of(String name, char separator, String mark, Spelling spelling) {
        Objects.requireNonNull(spelling, "spelling");
        checked("mark of a signature", mark, separator);
        return new SignatureHeader(HeaderRule.named(name, MAX_LENGTH), separator, mark, spelling);
    }

    private static void checked(String what, String mark, char separator) {
        if (mark.indexOf(separator) >= 0 || !mark.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "the " + what + " must be visible ASCII without the separator: '" + mark + "'");
        }
    }

    /** The timestamp as an item of this list. */
    SignedTimestamp timestamp(String other) {
        checked("mark of a timestamp", other, separator);
        if (mark.isEmpty() || other.isEmpty() || mark.startsWith(other) || other.startsWith(mark)) {
            throw new IllegalArgumentException("a timestamp that begins with '" + other
                    + "' cannot be told from a signature, which begins with '" + mark + "'");
        }
        return new SignedTimestamp(rule, separator, other, false);
    }

    SignatureList list(List<HmacSha256> keys) {
        return new SignatureList(separator, mark, spelling, keys);
    }
}
