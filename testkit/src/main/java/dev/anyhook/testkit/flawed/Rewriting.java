package dev.anyhook.testkit.flawed;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.Payload;
import java.io.IOException;

/** A body parsed and written anew, which is what careless code verifies. */
final class Rewriting {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Rewriting() {}

    static Payload of(Payload body) {
        try {
            return Payload.utf8(JSON.readTree(body.toByteArray()).toString());
        } catch (IOException notJson) {
            return body;
        }
    }
}
