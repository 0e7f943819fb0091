package dev.anyhook.signing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text that a vendor signs: {@code {body}} at its end, before it what a template says of {@code {id}} and
 * {@code {timestamp}}. What stands between two of them keeps them apart, so that nobody who repeats a delivery can move
 * the border: an id must not hold the character after it, and a timestamp is digits.
 */
final class SignedText {
    private static final String ID = "{id}";
    private static final String TIMESTAMP = "{timestamp}";
    private static final String BODY = "{body}";
    private static final Pattern NAMES = Pattern.compile("\\{(?:id|timestamp|body)}");

    private final String template;
    private final int id;
    private final int timestamp;
    private final int literals;

    private SignedText(String template) {
        this.template = template;
        this.id = template.indexOf(ID);
        this.timestamp = template.indexOf(TIMESTAMP);
        this.literals = literals(template).length();
    }

    /**
     * The text that {@code template} describes.
     *
     * @throws IllegalArgumentException if it does not end in the body, names something twice or something unknown, or
     *     leaves a border open
     */
    static SignedText of(String template) {
        require(template.endsWith(BODY), template, "must end in {body}: what comes after the body is not supported");
        for (String known : new String[] {ID, TIMESTAMP, BODY}) {
            require(template.indexOf(known) == template.lastIndexOf(known), template, "names " + known + " twice");
        }
        require(
                literals(template).chars().allMatch(c -> c > ' ' && c <= '~' && c != '{' && c != '}'),
                template,
                "must be visible ASCII; in braces it knows id, timestamp and body");
        var text = new SignedText(template);
        require(
                !text.hasId() || isBorder(text.afterId()),
                template,
                "needs a character between {id} and what follows: whoever repeats a delivery could move the border");
        require(
                !text.hasTimestamp() || isBorder(text.after(text.timestamp, TIMESTAMP)),
                template,
                "needs a character that is no digit after {timestamp}: whoever repeats a delivery could move the"
                        + " border");
        return text;
    }

    /** All but the names, taken out in one pass: one that only their absence makes is none. */
    private static String literals(String template) {
        return NAMES.matcher(template).replaceAll("");
    }

    private static void require(boolean holds, String template, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("the signed text '" + template + "' " + rule);
        }
    }

    private static boolean isBorder(char next) {
        return next != '{' && (next < '0' || next > '9');
    }

    private char after(int place, String name) {
        return template.charAt(place + name.length());
    }

    boolean hasId() {
        return id >= 0;
    }

    boolean hasTimestamp() {
        return timestamp >= 0;
    }

    /** The character that ends an id, which therefore must not hold it. */
    char afterId() {
        return after(id, ID);
    }

    /** The bytes before the body, with {@code id} in its place, and in its place {@code at} between the two indices. */
    byte[] before(@Nullable String id, String at, int from, int to) {
        String name = id == null ? "" : id;
        byte[] bytes = new byte[literals + name.length() + to - from];
        int length = 0;
        for (int i = 0; i < template.length() - BODY.length(); ) {
            if (i == this.id) {
                length = copy(name, 0, name.length(), bytes, length);
                i += ID.length();
            } else if (i == timestamp) {
                length = copy(at, from, to, bytes, length);
                i += TIMESTAMP.length();
            } else {
                bytes[length++] = (byte) template.charAt(i++);
            }
        }
        return bytes;
    }

    private static int copy(String text, int from, int to, byte[] bytes, int length) {
        int place = length;
        for (int i = from; i < to; i++) {
            bytes[place++] = (byte) text.charAt(i);
        }
        return place;
    }

    @Override
    public String toString() {
        return template;
    }
}
