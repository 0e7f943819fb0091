package dev.anyhook.cli;

import dev.anyhook.RawDelivery;
import dev.anyhook.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;

/** Captured requests: a request whose body is bytes of the file, or one refusal that quotes none of them. */
@NullMarked
public final class CapturedRequestTarget implements FuzzTarget {
    private static final String CANARY = "zebracanary";

    /** For the list of targets. */
    public CapturedRequestTarget() {}

    @Override
    public void accept(byte[] input) {
        CapturedRequest captured;
        try {
            captured = CapturedRequest.parse(input);
        } catch (MalformedRequestException refused) {
            holds(!String.valueOf(refused.getMessage()).contains(CANARY), "a refusal quotes nothing");
            return;
        }
        byte[] body = captured.body().toByteArray();
        int start = bodyStart(input);
        holds(
                start + body.length <= input.length
                        && Arrays.equals(input, start, start + body.length, body, 0, body.length),
                "the body is what follows the first empty line");
        holds(
                captured.headers().firstValue("Content-Length").isPresent() || start + body.length == input.length,
                "without a length the body is all there is");
        holds(captured.notes().stream().noneMatch(note -> note.contains(CANARY)), "notes quote nothing");
        boolean named = captured.headers().map().keySet().stream().anyMatch(name -> name.contains(CANARY));
        holds(named || !captured.toString().contains(CANARY), "but for names of headers nothing of it is printed");
        RawDelivery delivery = captured.arrivingAt("live", Instant.EPOCH);
        holds(
                delivery.body().equals(captured.body()) && delivery.target().equals(captured.target()),
                "nothing is lost");
        holds(
                captured.wasSentTo("live")
                        == target(input).matches("([a-zA-Z][^:/?#]*:)?(//[^/?#]*)?/webhooks/live(/[^?#]*)?([?#].*)?"),
                "the path tells where it was sent to");
    }

    private static int bodyStart(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            if (end == start || text.substring(start, end).equals("\r")) {
                return end + 1;
            }
            start = end + 1;
        }
        throw new AssertionError("a request without an empty line was taken for one");
    }

    private static String target(byte[] input) {
        String[] words = new String(input, StandardCharsets.ISO_8859_1).split("[ \r\n]", 3);
        return words[1];
    }

    private static void holds(boolean kept, String promise) {
        if (!kept) {
            throw new AssertionError("broken promise: " + promise);
        }
    }
}
