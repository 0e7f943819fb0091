package dev.anyhook.signing;

import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header that must come exactly once, not blank, in visible ASCII, and no longer than a scheme can need.
 *
 * @param name its name
 * @param maxLength how many characters it may have
 */
record HeaderRule(String name, int maxLength) {
    /** What RFC 9110 lets a header be called. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** A rule for a header that a scheme declares. */
    static HeaderRule named(String name, int maxLength) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a header cannot be called '" + name + "'");
        }
        return new HeaderRule(name, maxLength);
    }

    /** What is wrong with the header in {@code headers}; null when it is as it should be. */
    @Nullable
    Rejected broken(HttpHeaders headers) {
        return broken(headers.allValues(name));
    }

    /** What is wrong with {@code values}, all that came under the name; null when the one value is as it should be. */
    @Nullable
    Rejected broken(List<String> values) {
        if (values.isEmpty() || (values.size() == 1 && values.get(0).isBlank())) {
            String how = values.isEmpty() ? " is missing" : " is empty";
            return new Rejected(
                    Reason.HEADER_MISSING, name + how + "; did a proxy drop it, or is this not the vendor?");
        }
        if (values.size() > 1) {
            return new Rejected(Reason.HEADER_REPEATED, name + " came " + values.size() + " times; it must come once");
        }
        String value = values.get(0);
        if (value.length() > maxLength) {
            return malformed("has " + value.length() + " characters; at most " + maxLength + " are read");
        }
        return isVisible(value)
                ? null
                : malformed("holds a character that is not visible ASCII, at place " + firstInvisible(value));
    }

    /**
     * Looks at every character and branches once: that is quicker for the good ones than to stop at the first bad one.
     */
    private static boolean isVisible(String value) {
        int length = value.length();
        int signs = 0;
        for (int i = 0; i < length; i++) {
            int character = value.charAt(i);
            signs |= (character - ' ') | ('~' - character);
        }
        return signs >= 0;
    }

    private static int firstInvisible(String value) {
        int place = 0;
        while (value.charAt(place) >= ' ' && value.charAt(place) <= '~') {
            place++;
        }
        return place + 1;
    }

    /** The value, once {@link #broken} has found nothing. */
    String value(HttpHeaders headers) {
        return headers.allValues(name).get(0);
    }

    Rejected malformed(String how) {
        return new Rejected(Reason.HEADER_MALFORMED, name + " " + how);
    }
}
