package dev.anyhook.simulators;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a simulated API says to a request; an empty body is none. */
record Answer(int status, Map<String, String> headers, String body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), Json.text(body));
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    /** A success whose body breaks off in the middle of its JSON. */
    static Answer garbage() {
        return new Answer(200, Map.of("Content-Type", "application/json"), "{\"status\":<html>502 Bad Gat");
    }

    /** The status alone: a body may hold a secret that is shown once. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
