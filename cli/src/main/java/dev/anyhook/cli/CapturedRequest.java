package dev.anyhook.cli;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A captured HTTP request: request line, headers, an empty line, the body's bytes. Lines of the head end in CRLF or LF;
 * nothing is done to the body but to end it where {@code Content-Length} says.
 *
 * @param method the method in the request line
 * @param target the target in the request line, which may hold a token and is never printed
 * @param headers all headers
 * @param body the bytes
 * @param notes what a person should know about the file
 */
record CapturedRequest(String method, URI target, HttpHeaders headers, Payload body, List<String> notes) {
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    CapturedRequest {
        notes = List.copyOf(notes);
    }

    /** The request in {@code file}, or a refusal that says why it is none. */
    static CapturedRequest read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new WrongUseException(file + " is larger than " + MAX_BYTES + " bytes; is it the right file?");
            }
            return parse(bytes);
        } catch (MalformedRequestException malformed) {
            throw new WrongUseException(file + ": " + malformed.getMessage());
        } catch (IOException unreadable) {
            throw new WrongUseException(file + " cannot be read: " + Failures.reason(unreadable));
        }
    }

    static CapturedRequest parse(byte[] bytes) throws MalformedRequestException {
        RequestHead head = RequestHead.parse(bytes);
        var notes = new ArrayList<String>();
        byte[] body = Arrays.copyOfRange(bytes, head.length(), bytes.length);
        List<String> lengths = head.headers().allValues("Content-Length");
        if (!lengths.isEmpty()) {
            int length = length(lengths);
            if (body.length < length) {
                throw new MalformedRequestException("the body has " + body.length + " bytes, but Content-Length says "
                        + length + "; was it captured whole?");
            }
            if (body.length > length) {
                notes.add(body.length - length + " bytes beyond Content-Length are left out");
                body = Arrays.copyOf(body, length);
            }
        }
        addNotes(head, notes);
        return new CapturedRequest(head.method(), head.target(), head.headers(), Payload.copyOf(body), notes);
    }

    private static int length(List<String> values) throws MalformedRequestException {
        if (values.size() > 1 || !values.get(0).matches("[0-9]{1,9}")) {
            throw new MalformedRequestException("Content-Length is not one number of bytes");
        }
        return Integer.parseInt(values.get(0));
    }

    private static void addNotes(RequestHead head, List<String> notes) {
        if (!head.method().equals("POST")) {
            notes.add("a receiver answers 405 to " + head.method() + ", whatever the verdict");
        }
        String encoding = head.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            notes.add("a receiver answers 415 to a Content-Encoding other than identity, whatever the verdict");
        }
        if (head.headers().firstValue("Transfer-Encoding").isPresent()) {
            notes.add("the body is taken as decoded, whatever Transfer-Encoding says");
        }
    }

    /** The request as a delivery to {@code endpoint} at {@code instant}. */
    RawDelivery arrivingAt(String endpoint, Instant instant) {
        return new RawDelivery(endpoint, target, headers, body, instant);
    }

    /** Whether the request was sent to where {@code endpoint} listens. */
    boolean wasSentTo(String endpoint) {
        String path = target.getRawPath() == null ? "" : target.getRawPath();
        return Route.leadsTo(path, endpoint);
    }

    /** Without the target, which may hold a token, and without what headers say. */
    @Override
    public String toString() {
        return "CapturedRequest[method=" + method + ", headers=" + headers.map().keySet() + ", body=" + body + "]";
    }
}
