package dev.anyhook.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request, read once: what can be told from them before its body is there, and all of them afterwards.
 */
final class Head {
    private static final long UNKNOWN = -1;

    /** Whether a character may be part of a header's name. */
    private static final boolean[] NAMES = new boolean[128];

    static {
        for (char c = '!'; c < 127; c++) {
            NAMES[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
    }

    private final HttpVersion version;

    /** By their names in lower case, repeated values kept apart. */
    private final Map<String, List<String>> values;

    private Head(HttpVersion version, Map<String, List<String>> values) {
        this.version = version;
        this.values = values;
    }

    /**
     * The headers of {@code request}; null unless they have names, say once whom the request is for, as HTTP/1.1 must,
     * and tell the length of the body in one way only.
     */
    static @Nullable Head of(HttpServerRequest request) {
        var values = new HashMap<String, List<String>>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey();
            if (!isToken(name)) {
                return null;
            }
            values.merge(name.toLowerCase(Locale.ROOT), List.of(header.getValue()), Head::joined);
        }
        var head = new Head(request.version(), values);
        return head.saysWhomItIsFor() && head.hasOneLength() ? head : null;
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

    private static List<String> joined(List<String> before, List<String> one) {
        List<String> all = before.size() == 1 ? new ArrayList<>(before) : before;
        all.add(one.get(0));
        return all;
    }

    private List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private boolean isNewerThan10() {
        return version == HttpVersion.HTTP_1_1;
    }

    private boolean saysWhomItIsFor() {
        int hosts = all("host").size();
        return hosts == 1 || (hosts == 0 && !isNewerThan10());
    }

    private boolean hasOneLength() {
        List<String> codings = all("transfer-encoding");
        boolean chunked = codings.size() == 1 && codings.get(0).strip().equalsIgnoreCase("chunked");
        boolean allowed = isNewerThan10() && !values.containsKey("content-length");
        return codings.isEmpty() || (chunked && allowed);
    }

    /** All headers. */
    HttpHeaders headers() {
        return HttpHeaders.of(values, (name, value) -> true);
    }

    /** Whether the bytes of the body are those that were signed, as far as the sender says. */
    boolean isEncoded() {
        for (String value : all("content-encoding")) {
            for (String coding : value.split(",", -1)) {
                String name = coding.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the body is declared to be longer than {@code cap}. */
    boolean declaresMoreThan(int cap) {
        return declaredLength() > cap;
    }

    private long declaredLength() {
        List<String> lengths = all("content-length");
        try {
            return lengths.isEmpty() ? UNKNOWN : Long.parseLong(lengths.get(0));
        } catch (NumberFormatException absurd) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether the sender waits to be asked for the body, which HTTP/1.0 does not know. */
    boolean asksToContinue() {
        return isNewerThan10() && all("expect").stream().anyMatch(value -> value.equalsIgnoreCase("100-continue"));
    }
}
