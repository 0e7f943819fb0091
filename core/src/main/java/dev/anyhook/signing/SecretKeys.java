package dev.anyhook.signing;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Turns the secrets of a policy into prepared MACs, or says which of them cannot be used and why. */
final class SecretKeys {
    private static final String PREFIX = "whsec_";

    private SecretKeys() {}

    static List<HmacSha256> prepare(TrustPolicy trust, KeyEncoding encoding) {
        List<Secret> secrets = trust.secrets();
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no signing secret: every delivery would be refused");
        }
        var keys = new ArrayList<HmacSha256>(secrets.size());
        for (int i = 0; i < secrets.size(); i++) {
            String label = trust.secretLabel(i);
            keys.add(HmacSha256.of(label, key(label, secrets.get(i), encoding)));
        }
        return List.copyOf(keys);
    }

    private static byte[] key(String label, Secret secret, KeyEncoding encoding) {
        String text = secret.reveal();
        String rest = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        if (rest.isBlank()) {
            throw new IllegalArgumentException("secret " + label + " is nothing but the prefix " + PREFIX);
        }
        return switch (encoding) {
            case RAW -> text.getBytes(StandardCharsets.UTF_8);
            case STRIP_PREFIX -> rest.getBytes(StandardCharsets.UTF_8);
            case BASE64 -> decoded(label, rest);
        };
    }

    private static byte[] decoded(String label, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException undecodable) {
            // The cause would quote a character of the secret.
            throw new IllegalArgumentException(
                    "secret " + label + " is not standard base64 after " + PREFIX + "; was it copied whole?");
        }
    }
}
