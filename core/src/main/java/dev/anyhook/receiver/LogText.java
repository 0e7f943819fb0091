package dev.anyhook.receiver;

import java.util.regex.Pattern;

/** A text that came from outside, as a line of a log may show it: plain, and not without end. */
final class LogText {
    private static final int LONGEST = 120;
    private static final Pattern NOT_PLAIN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private LogText() {}

    static String of(String text) {
        return of(text, LONGEST);
    }

    static String of(String text, int longest) {
        String start = text.length() <= longest ? text : text.substring(0, longest) + "...";
        return NOT_PLAIN.matcher(start).replaceAll(" ");
    }
}
