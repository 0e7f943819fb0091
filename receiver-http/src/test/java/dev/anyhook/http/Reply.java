package dev.anyhook.http;

import java.util.Locale;

/** An answer as it came over the wire. */
record Reply(String head, String body) {
    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** The value of a header; null if it is not there. */
    String header(String name) {
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return null;
    }

    boolean closes() {
        return "close".equalsIgnoreCase(header("Connection"));
    }

    Reply withBody(String text) {
        return new Reply(head, text);
    }

    /** Status and body, which is what the table of answers fixes. */
    String essence() {
        return status() + " " + body;
    }
}
