package dev.anyhook.signing;

import dev.anyhook.Payload;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** The signatures that a delivery offers, of which one must be ours. Comparison takes constant time. */
final class Candidates {
    /** More than any rotation needs; a longer list is somebody trying. */
    static final int MAX = 32;

    private final List<byte[]> offered = new ArrayList<>(2);

    /** Adds the characters of {@code text} between {@code from} and {@code to}; false once there are too many. */
    boolean add(String text, int from, int to) {
        if (offered.size() == MAX) {
            return false;
        }
        offered.add(text.substring(from, to).getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    boolean isEmpty() {
        return offered.isEmpty();
    }

    /**
     * The label of the first key, newest first, that made one of the candidates from {@code prefix} and {@code body};
     * null if none did.
     */
    @Nullable
    String match(List<HmacSha256> keys, byte[] prefix, Payload body, Function<byte[], byte[]> spelling) {
        for (HmacSha256 key : keys) {
            Mac mac = key.begin();
            mac.update(prefix);
            body.update(mac);
            byte[] expected = spelling.apply(mac.doFinal());
            boolean matched = false;
            for (byte[] candidate : offered) {
                matched |= MessageDigest.isEqual(expected, candidate);
            }
            if (matched) {
                return key.label();
            }
        }
        return null;
    }

    /** The verdict when {@link #match} found nothing. */
    VerificationResult mismatch(int keys) {
        return new Rejected(
                Reason.SIGNATURE_MISMATCH,
                "none of " + offered.size() + " signature(s) was made with any of " + keys
                        + " secret(s) over these bytes; is it the secret of this very endpoint?");
    }
}
