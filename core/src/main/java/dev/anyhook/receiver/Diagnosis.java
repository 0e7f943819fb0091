package dev.anyhook.receiver;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult.Verified;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.WebhookProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out why a signature does not match, by trying what commonly goes wrong: a body rewritten on the way, a secret
 * read in another way. Takes many times as long as verifying, so it is never part of an answer.
 */
public final class Diagnosis {
    private static final int LARGEST = 256 * 1024;
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Diagnosis() {}

    /**
     * What would have made {@code refused} genuine, in a sentence; empty when nothing tried does, which is the case for
     * every forgery. Holds no secret, signature or body.
     */
    public static Optional<String> of(WebhookProvider provider, TrustPolicy trust, RawDelivery refused) {
        if (trust.secrets().isEmpty() || refused.body().size() > LARGEST) {
            return Optional.empty();
        }
        DeliveryVerifier verifier = provider.verifier(trust);
        for (Map.Entry<String, Payload> variant : variants(refused.body()).entrySet()) {
            if (verifier.verify(refused.withBody(variant.getValue())) instanceof Verified) {
                return Optional.of("the body verifies " + variant.getKey() + ": something rewrote it on the way");
            }
        }
        for (KeyEncoding encoding : KeyEncoding.values()) {
            if (verifies(provider, trust.withKeyEncoding(encoding), refused)) {
                return Optional.of("it verifies when the secret is read as " + encoding + ": set the key encoding so");
            }
        }
        return Optional.empty();
    }

    private static boolean verifies(WebhookProvider provider, TrustPolicy trust, RawDelivery refused) {
        try {
            return provider.verifier(trust).verify(refused) instanceof Verified;
        } catch (IllegalArgumentException notAWayToReadIt) {
            return false;
        }
    }

    private static Map<String, Payload> variants(Payload body) {
        var variants = new LinkedHashMap<String, Payload>();
        String text = new String(body.toByteArray(), StandardCharsets.UTF_8);
        variants.put("with its line ends as LF", Payload.utf8(text.replace("\r\n", "\n")));
        variants.put(
                "with its line ends as CRLF",
                Payload.utf8(text.replace("\r\n", "\n").replace("\n", "\r\n")));
        variants.put("without white space around it", Payload.utf8(text.strip()));
        variants.put("with a line end after it", Payload.utf8(text + "\n"));
        variants.put("without its byte order mark", Payload.utf8(text.startsWith("\uFEFF") ? text.substring(1) : text));
        variants.put("with a byte order mark", Payload.utf8("\uFEFF" + text));
        variants.put(
                "read as UTF-8 that was decoded as Latin-1",
                Payload.copyOf(text.getBytes(StandardCharsets.ISO_8859_1)));
        try {
            JsonNode tree = EXACT.readTree(text);
            variants.put("if re-encoded as compact JSON", json(EXACT, tree));
            variants.put(
                    "if re-encoded as indented JSON",
                    json(
                            EXACT.rebuild()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build(),
                            tree));
            variants.put(
                    "if re-encoded as JSON in ASCII",
                    json(
                            EXACT.rebuild()
                                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                                    .build(),
                            tree));
        } catch (IOException notJson) {
            return variants;
        }
        return variants;
    }

    private static Payload json(JsonMapper mapper, JsonNode tree) throws IOException {
        return Payload.copyOf(mapper.writeValueAsBytes(tree));
    }
}
