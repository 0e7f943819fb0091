package dev.anyhook.http;

import static io.vertx.core.http.HttpHeaders.CONTENT_ENCODING;
import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;
import static io.vertx.core.http.HttpHeaders.CONTINUE;
import static io.vertx.core.http.HttpHeaders.EXPECT;
import static io.vertx.core.http.HttpHeaders.TRANSFER_ENCODING;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What can be told from the headers of a request before its body is there. */
final class Head {
    private static final long UNKNOWN = -1;

    /** Whether a character may be part of a header's name. */
    private static final boolean[] NAMES = new boolean[128];

    static {
        for (char c = '!'; c < 127; c++) {
            NAMES[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
    }

    private Head() {}

    /** All headers, repeated values kept apart, their names in lower case. */
    static HttpHeaders headers(MultiMap received) {
        var byName = new HashMap<String, List<String>>();
        for (Map.Entry<String, String> header : received) {
            byName.merge(header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue()), Head::joined);
        }
        return HttpHeaders.of(byName, (name, value) -> true);
    }

    private static List<String> joined(List<String> before, List<String> one) {
        List<String> all = before.size() == 1 ? new ArrayList<>(before) : before;
        all.add(one.get(0));
        return all;
    }

    /** Whether the bytes of the body are those that were signed, as far as the sender says. */
    static boolean isEncoded(MultiMap headers) {
        for (String value : headers.getAll(CONTENT_ENCODING)) {
            for (String coding : value.split(",", -1)) {
                String name = coding.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether headers have names, and the length of the body can be told from them in one way only. */
    static boolean isWellFormed(HttpServerRequest request) {
        MultiMap headers = request.headers();
        for (Map.Entry<String, String> header : headers) {
            if (!isToken(header.getKey())) {
                return false;
            }
        }
        List<String> codings = headers.getAll(TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
        boolean allowed = request.version() == HttpVersion.HTTP_1_1 && !headers.contains(CONTENT_LENGTH);
        return codings.isEmpty() || (chunked && allowed);
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= NAMES.length || !NAMES[c]) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether the body is declared to be longer than {@code cap}. */
    static boolean declaresMoreThan(int cap, MultiMap headers) {
        return declaredLength(headers) > cap;
    }

    static boolean asksToContinue(MultiMap headers) {
        return headers.contains(EXPECT, CONTINUE, true);
    }

    private static long declaredLength(MultiMap headers) {
        String length = headers.get(CONTENT_LENGTH);
        try {
            return length == null ? UNKNOWN : Long.parseLong(length);
        } catch (NumberFormatException absurd) {
            return Long.MAX_VALUE;
        }
    }
}
