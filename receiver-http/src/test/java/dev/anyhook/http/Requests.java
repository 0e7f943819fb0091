package dev.anyhook.http;

import java.util.Arrays;

/** Requests as text, one character a byte. */
final class Requests {
    static final String OK = "200 {\"status\":\"accepted\"}";

    private Requests() {}

    /** A genuine delivery to {@code /webhooks/signed}. */
    static String signed(String body, String... headers) {
        return post(
                "/webhooks/signed", body, with(headers, SigningVendor.HEADER + ": " + SigningVendor.signature(body)));
    }

    static String post(String target, String body, String... headers) {
        return "POST " + target + " HTTP/1.1\r\nHost: here\r\n" + lines(headers) + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** A genuine delivery in chunks of {@code size} bytes, without an end if {@code ends} is false. */
    static String chunked(String body, int size, boolean ends) {
        var text = new StringBuilder("POST /webhooks/signed HTTP/1.1\r\nHost: here\r\n")
                .append(SigningVendor.HEADER + ": " + SigningVendor.signature(body))
                .append("\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int from = 0; from < body.length(); from += size) {
            String chunk = body.substring(from, Math.min(body.length(), from + size));
            text.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return text.append(ends ? "0\r\n\r\n" : "").toString();
    }

    /** A request without a body. */
    static String plain(String method, String target, String... headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: here\r\n" + lines(headers) + "\r\n";
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    private static String[] with(String[] headers, String another) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = another;
        return all;
    }
}
