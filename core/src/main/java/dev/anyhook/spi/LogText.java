package dev.anyhook.spi;

import java.util.regex.Pattern;

/** A text that came from outside, as a line of a log may show it: plain, and not without end. */
public final class LogText {
    private static final int LONGEST = 120;
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private LogText() {}

    /** {@code text} with blanks for what is not plain; of one longer than 120 characters the beginning. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** {@code text} with blanks for what is not plain; of one longer than {@code longest} characters the beginning. */
    public static String of(String text, int longest) {
        String start = text.length() <= longest ? text : text.substring(0, longest) + "...";
        return NOT_PLAIN.matcher(start).replaceAll(" ");
    }
}
