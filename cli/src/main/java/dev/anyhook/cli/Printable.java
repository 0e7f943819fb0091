package dev.anyhook.cli;

/** Makes text from elsewhere fit for a terminal. */
final class Printable {
    private static final int MAX_LENGTH = 1_000;

    private Printable() {}

    /** {@code text} with everything that a terminal might obey written as an escape, and cut where it is very long. */
    static String of(String text) {
        var printable = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).forEach(point -> append(printable, point));
        return text.length() > MAX_LENGTH ? printable + "..." : printable.toString();
    }

    private static void append(StringBuilder printable, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                printable.append("\\u{").append(Integer.toHexString(point)).append('}');
            default -> printable.appendCodePoint(point);
        }
    }
}
