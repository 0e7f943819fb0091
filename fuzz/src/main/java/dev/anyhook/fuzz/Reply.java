package dev.anyhook.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One HTTP answer.
 *
 * @param version the protocol it names
 * @param status its status
 * @param head its head
 * @param body its body
 */
record Reply(String version, int status, String head, String body) {
    private static final Pattern HEAD = Pattern.compile("([^ \r\n]+) ([0-9]{3})[^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]{1,4})\r\n");
    private static final Pattern WORDS = Pattern.compile("\\{\"status\":\"[a-z ]+\"}");

    /** The answers that {@code text} is made of; fails when it is anything more. */
    static List<Reply> all(String text) {
        var replies = new ArrayList<Reply>();
        int at = 0;
        while (at < text.length()) {
            Matcher head = HEAD.matcher(text).region(at, text.length());
            Promise.holds(head.lookingAt(), "what is answered is HTTP: " + text);
            Matcher length = LENGTH.matcher(head.group(3));
            int end = head.end() + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            // To HEAD a length is said and no body sent.
            end = end > text.length() || text.startsWith("HTTP/", head.end()) ? head.end() : end;
            replies.add(new Reply(
                    head.group(1), Integer.parseInt(head.group(2)), head.group(3), text.substring(head.end(), end)));
            at = end;
        }
        return replies;
    }

    /** Whether it has our form: one word of JSON, or nothing. Its version is the sender's, as Vert.x has it. */
    boolean isOurs() {
        return (body.isEmpty() || WORDS.matcher(body).matches()) && !head.contains(Promise.CANARY);
    }

    /** Whether it is what Vert.x says of itself to another protocol, whose name it repeats: 501, and no body. */
    boolean isToAnotherProtocol() {
        return status == 501 && body.isEmpty();
    }

    boolean isAccepted() {
        return body.contains("accepted") || body.contains("duplicate");
    }
}
