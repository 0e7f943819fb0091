package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One request that reached a simulator's API. Header values are not kept, since one of them is the key;
 * {@link #toString()} leaves out the body and the query, which may hold secrets.
 *
 * @param path the path as it was written, without the query
 * @param query the query as it was written, empty without one
 * @param headerNames in lower case
 * @param body the JSON that was sent, a missing node when it was none
 */
public record ApiCall(String method, String path, String query, Set<String> headerNames, JsonNode body) {
    public ApiCall {
        headerNames = Collections.unmodifiableSet(new TreeSet<>(headerNames));
        body = body.deepCopy();
    }

    /** A copy of the JSON that was sent, a missing node when it was none. */
    @Override
    public JsonNode body() {
        return body.deepCopy();
    }

    @Override
    public String toString() {
        return "ApiCall[" + method + " " + path + " " + headerNames + "]";
    }
}
