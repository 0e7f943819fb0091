package dev.anyhook.simulators;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The API keys of a Diffio account and what each may do. */
final class DiffioKeys {
    static final String ADMIN = "admin";
    static final String WEBHOOKS_WRITE = "webhooks:write";
    static final Set<String> READING = Set.of("read", "generations:read");

    private final Map<String, Key> keys = new LinkedHashMap<>();

    synchronized String issue(Collection<String> scopes) {
        String text = "diffio_live_" + RandomText.alphanumeric(40);
        keys.put(text, new Key("key_" + RandomText.hex(10), Set.copyOf(scopes), true));
        return text;
    }

    synchronized void deactivate(String text) {
        keys.put(text, named(text).inactive());
    }

    synchronized Key named(String text) {
        Key key = keys.get(text);
        if (key == null) {
            throw new IllegalArgumentException("not a key of this account");
        }
        return key;
    }

    synchronized boolean hasId(String id) {
        return keys.values().stream().anyMatch(key -> key.id().equals(id));
    }

    /** The active key of {@code request}, in any of the three documented headers. */
    synchronized Key authenticate(ApiRequest request) {
        String text = request.bearer()
                .or(() -> request.header("X-Api-Key"))
                .or(() -> request.header("Xi-Api-Key"))
                .orElseThrow(() -> new Refusal(401, "Missing API key."));
        Key key = keys.get(text);
        if (key == null) {
            throw new Refusal(401, "Invalid API key.");
        }
        if (!key.active()) {
            throw new Refusal(403, "API key is not active.");
        }
        return key;
    }

    /** A key as the account sees it, without its text. */
    record Key(String id, Set<String> scopes, boolean active) {
        Key inactive() {
            return new Key(id, scopes, false);
        }

        boolean isAdmin() {
            return scopes.contains(ADMIN);
        }

        void require(String scope) {
            if (!scopes.contains(scope)) {
                throw new Refusal(403, "Missing " + scope + " permission.");
            }
        }

        void requireReading() {
            if (!isAdmin() && scopes.stream().noneMatch(READING::contains)) {
                throw new Refusal(403, "Missing read permission.");
            }
        }
    }
}
