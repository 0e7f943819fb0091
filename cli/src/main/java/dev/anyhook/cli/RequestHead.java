package dev.anyhook.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a request before its body.
 *
 * @param method the method
 * @param target the target
 * @param headers all headers, those whose names differ only in case as one
 * @param length how many bytes it takes, the empty line included
 */
record RequestHead(String method, URI target, HttpHeaders headers, int length) {
    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,20}) (\\S+) HTTP/[0-9](?:\\.[0-9])?");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)");

    static RequestHead parse(byte[] bytes) throws MalformedRequestException {
        var lines = new ArrayList<String>();
        int length = lines(bytes, lines);
        if (lines.isEmpty()) {
            throw new MalformedRequestException("it begins with an empty line; the request line must come first");
        }
        Matcher request = REQUEST_LINE.matcher(lines.get(0));
        if (!request.matches()) {
            throw new MalformedRequestException(
                    "line 1 is not a request line such as: POST /webhooks/diffio-live HTTP/1.1");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.size(); i++) {
            Matcher header = HEADER.matcher(lines.get(i));
            if (!header.matches()) {
                throw new MalformedRequestException("line " + (i + 1) + " is not a header of the form Name: value");
            }
            headers.computeIfAbsent(header.group(1), name -> new ArrayList<>())
                    .add(header.group(2).strip());
        }
        return new RequestHead(
                request.group(1), target(request.group(2)), HttpHeaders.of(headers, (name, value) -> true), length);
    }

    /** Collects the lines up to the empty one, and returns where the body begins. */
    private static int lines(byte[] bytes, List<String> lines) throws MalformedRequestException {
        int start = 0;
        for (int i = 0; i < Math.min(bytes.length, MAX_BYTES); i++) {
            if (bytes[i] == '\n') {
                int end = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
                if (end == start) {
                    return i + 1;
                }
                lines.add(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
                start = i + 1;
            }
        }
        throw new MalformedRequestException("there is no empty line between headers and body");
    }

    private static URI target(String text) throws MalformedRequestException {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw new MalformedRequestException("the target in line 1 is not one");
        }
    }

    /** Without the target, which may hold a token, and without what headers say. */
    @Override
    public String toString() {
        return "RequestHead[method=" + method + ", headers=" + headers.map().keySet() + ", length=" + length + "]";
    }
}
