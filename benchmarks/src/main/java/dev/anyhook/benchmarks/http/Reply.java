package dev.anyhook.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The answer to one delivery as it arrives. Knows lengths and chunks as far as small answers need it. */
final class Reply {
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\r\nconnection: close".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DUPLICATE = "\"duplicate\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes = new byte[4096];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int bodyFrom;

    /** Where to read to. */
    ByteBuffer buffer() {
        return buffer;
    }

    void clear() {
        buffer.clear();
        bodyFrom = 0;
    }

    /** Whether all of it is there. */
    boolean isWhole() {
        int size = buffer.position();
        int end = find(END_OF_HEAD, 0, size);
        if (end < 0) {
            return false;
        }
        bodyFrom = end + END_OF_HEAD.length;
        int length = find(LENGTH, 0, end + 2);
        return length < 0 ? find(LAST_CHUNK, bodyFrom, size) >= 0 : size >= bodyFrom + number(length + LENGTH.length);
    }

    private int number(int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int value = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    int status() {
        return (bytes[STATUS] - '0') * 100 + (bytes[STATUS + 1] - '0') * 10 + bytes[STATUS + 2] - '0';
    }

    boolean isDuplicate() {
        return find(DUPLICATE, bodyFrom, buffer.position()) >= 0;
    }

    /** Whether the server hangs up after it. */
    boolean isLast() {
        return find(CLOSE, 0, bodyFrom) >= 0;
    }

    private int find(byte[] lowerCase, int from, int to) {
        for (int at = from; at <= to - lowerCase.length; at++) {
            int same = 0;
            while (same < lowerCase.length && lower(bytes[at + same]) == lowerCase[same]) {
                same++;
            }
            if (same == lowerCase.length) {
                return at;
            }
        }
        return -1;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
