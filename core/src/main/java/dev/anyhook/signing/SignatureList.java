package dev.anyhook.signing;

import dev.anyhook.Payload;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of signatures in a header, of which one of our keys must have made one. Items that do not begin with the
 * mark, or hold nothing after it, are no signatures. Comparison takes constant time.
 */
final class SignatureList {
    /** More than any rotation needs; a longer list is somebody trying. */
    static final int MAX = 32;

    private final char separator;
    private final String mark;
    private final String version;
    private final Spelling spelling;
    private final List<HmacSha256> keys;

    SignatureList(char separator, String mark, Spelling spelling, List<HmacSha256> keys) {
        this.separator = separator;
        this.mark = mark;
        this.version = mark.isEmpty() ? "" : mark.replaceFirst("[^A-Za-z0-9]+$", "") + " ";
        this.spelling = spelling;
        this.keys = keys;
    }

    /** Why {@code list}, the value of {@code header}, is not worth a computation; null when it is. */
    @Nullable
    Rejected broken(HeaderRule header, String list) {
        int count = count(list);
        if (count == 0) {
            return header.malformed("lists no " + version + "signature");
        }
        return count > MAX ? header.malformed("lists more than " + MAX + " signatures") : null;
    }

    /**
     * The label of the first key, newest first, that made one of the signatures from {@code prefix} and {@code body};
     * null if none did.
     */
    @Nullable
    String match(String list, byte[] prefix, Payload body) {
        for (HmacSha256 key : keys) {
            if (holds(list, spelling.spell(key.sign(prefix, body)))) {
                return key.label();
            }
        }
        return null;
    }

    /** The verdict when {@link #match} found nothing. */
    Rejected mismatch(String list) {
        return new Rejected(
                Reason.SIGNATURE_MISMATCH,
                "none of " + count(list) + " signature(s) was made with any of " + keys.size()
                        + " secret(s) over these bytes; is it the secret of this very endpoint?");
    }

    private int count(String list) {
        int count = 0;
        int end;
        for (int from = 0; from < list.length(); from = end + 1) {
            end = end(list, from);
            count += isSignature(list, from, end) ? 1 : 0;
        }
        return count;
    }

    private boolean holds(String list, byte[] expected) {
        boolean matched = false;
        int end;
        for (int from = 0; from < list.length(); from = end + 1) {
            end = end(list, from);
            matched |= isSignature(list, from, end) && same(expected, list, from + mark.length(), end);
        }
        return matched;
    }

    private boolean isSignature(String list, int from, int end) {
        return end > from + mark.length() && list.startsWith(mark, from);
    }

    private int end(String list, int from) {
        int end = list.indexOf(separator, from);
        return end < 0 ? list.length() : end;
    }

    /** Looks at every character even when the first differs; only the length shows in the time it takes. */
    private static boolean same(byte[] expected, String text, int from, int to) {
        if (to - from != expected.length) {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < expected.length; i++) {
            difference |= expected[i] ^ text.charAt(from + i);
        }
        return difference == 0;
    }
}
