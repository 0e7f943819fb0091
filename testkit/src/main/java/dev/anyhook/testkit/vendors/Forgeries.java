package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.SentDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a stranger makes out of a genuine delivery, without the secret. */
final class Forgeries {
    private Forgeries() {}

    /** A job that never was came to the same end; empty if the delivery names no job. */
    static Optional<SentDelivery> ofAnotherJob(SentDelivery genuine) {
        String body = text(genuine.body());
        String forged = body.replace(genuine.jobId(), otherThan(genuine.jobId()));
        return forged.equals(body) ? Optional.empty() : Optional.of(genuine.withBody(bytes(forged)));
    }

    /** The same job came to the other end. */
    static SentDelivery ofAnotherEnd(SentDelivery genuine) {
        return genuine.withBody(withAnotherEnd(genuine.body()));
    }

    /** {@code body} with the word for success where it says failure, or the other way round. */
    static byte[] withAnotherEnd(byte[] body) {
        String text = text(body);
        return bytes(
                text.contains("complete")
                        ? text.replace("completed", "failed").replace("complete", "failed")
                        : text.replace("failed", "completed"));
    }

    /** An id of the same form: every digit is another one, or without digits the last letter. */
    private static String otherThan(String jobId) {
        var other = new StringBuilder(jobId);
        for (int i = 0; i < jobId.length(); i++) {
            char at = jobId.charAt(i);
            if (at >= '0' && at <= '9') {
                other.setCharAt(i, (char) ('0' + '9' - at));
            }
        }
        if (other.toString().equals(jobId)) {
            other.setCharAt(jobId.length() - 1, jobId.endsWith("x") ? 'y' : 'x');
        }
        return other.toString();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
