package dev.anyhook.cli.config;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the part of an endpoint that decides whether a delivery is believed, and has the provider judge it. */
final class TrustReader {
    private static final int SHORTEST_SAFE_SECRET = 16;

    private final Problems problems;

    TrustReader(Problems problems) {
        this.problems = problems;
    }

    /** Whether a URL can hold {@code token} as it is; if not, that is noted. */
    static boolean isFit(Secret token, Place place, Problems problems) {
        try {
            UrlToken.of(List.of(token));
            return true;
        } catch (IllegalArgumentException unfit) {
            problems.at(place, String.valueOf(unfit.getMessage()));
            return false;
        }
    }

    /** The policy, as far as it could be read; empty, with the problems noted, when there is none to judge. */
    Optional<TrustPolicy> read(
            Section section,
            @Nullable WebhookProvider provider,
            List<Secret> tokens,
            @Nullable Secret bearer,
            boolean acceptsAnyone) {
        Map<Text, Secret> secrets = secrets(section);
        Duration tolerance = section.text("tolerance")
                .flatMap(text -> text.as(Values::duration, problems))
                .orElse(TrustPolicy.DEFAULT_TOLERANCE);
        KeyEncoding encoding = section.text("key-encoding")
                .flatMap(text -> text.as(Values::keyEncoding, problems))
                .orElse(null);
        if (provider == null) {
            return Optional.empty();
        }
        boolean signs = provider.capabilities().contains(Capability.SIGNED);
        int before = problems.count();
        Optional<TrustPolicy> begun = signs
                ? signed(section, provider, secrets, tokens, encoding)
                : unsigned(section, provider, tokens, acceptsAnyone);
        boolean isSecretTold = problems.count() > before;
        return begun.map(trust -> trust.withTolerance(tolerance))
                .map(trust -> bearer == null ? trust : trust.andBearer(bearer))
                .map(trust -> encoding == null ? trust : trust.withKeyEncoding(encoding))
                .filter(trust -> isAccepted(trust, section, provider, isSecretTold));
    }

    private Map<Text, Secret> secrets(Section section) {
        var secrets = new LinkedHashMap<Text, Secret>();
        section.texts("secrets")
                .forEach(text -> text.asSecret(problems).ifPresent(secret -> secrets.put(text, secret)));
        return secrets;
    }

    private Optional<TrustPolicy> unsigned(
            Section section, WebhookProvider provider, List<Secret> tokens, boolean acceptsAnyone) {
        if (section.has("secrets")) {
            problems.at(
                    section.placeOf("secrets"),
                    provider.id() + " does not sign, so no secret could ever match; take this key out");
        }
        if (tokens.isEmpty()) {
            return acceptsAnyone && !section.has("url-token")
                    ? Optional.of(TrustPolicy.acceptingAnyoneUnsigned())
                    : Optional.empty();
        }
        return Optional.of(TrustPolicy.urlToken(tokens));
    }

    private Optional<TrustPolicy> signed(
            Section section,
            WebhookProvider provider,
            Map<Text, Secret> secrets,
            List<Secret> tokens,
            @Nullable KeyEncoding encoding) {
        if (!section.has("secrets")) {
            problems.at(
                    section.place(),
                    provider.id() + " signs its deliveries: add secrets with the endpoint's signing secret");
        }
        if (secrets.isEmpty()) {
            return Optional.empty();
        }
        secrets.forEach((text, secret) -> checkSecret(text, secret, provider, encoding));
        try {
            return Optional.of(new TrustPolicy(
                    List.copyOf(secrets.values()), null, tokens, false, TrustPolicy.DEFAULT_TOLERANCE, null));
        } catch (IllegalArgumentException refused) {
            problems.at(section.placeOf("secrets"), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** Has one secret judged apart from everything else, so that nothing else that is wrong can hide it. */
    private void checkSecret(Text text, Secret secret, WebhookProvider provider, @Nullable KeyEncoding encoding) {
        TrustPolicy alone = TrustPolicy.signedWith(secret);
        var readings = new ArrayList<>(List.of(alone));
        if (encoding != null) {
            readings.add(0, alone.withKeyEncoding(encoding));
        }
        readings.stream()
                .map(reading -> refusal(reading, provider))
                .filter(TrustReader::isAboutASecret)
                .findFirst()
                .ifPresent(refusal -> problems.at(text.place(), refusal.replaceFirst("^secret #1", "the secret")));
        if (secret.reveal().length() < SHORTEST_SAFE_SECRET) {
            problems.warnAt(
                    text.place(),
                    "shorter than " + SHORTEST_SAFE_SECRET
                            + " characters can be guessed, and whoever does is believed");
        }
    }

    private boolean isAccepted(TrustPolicy trust, Section section, WebhookProvider provider, boolean isSecretTold) {
        String refusal = refusal(trust, provider);
        if (!refusal.isEmpty() && !(isSecretTold && isAboutASecret(refusal))) {
            problems.at(section.place(), refusal);
        }
        return refusal.isEmpty();
    }

    private static boolean isAboutASecret(String refusal) {
        return refusal.startsWith("secret ");
    }

    /** Why {@code provider} cannot use {@code trust}; empty if it can. */
    private static String refusal(TrustPolicy trust, WebhookProvider provider) {
        try {
            provider.verifier(trust);
            return "";
        } catch (IllegalArgumentException unusable) {
            return String.valueOf(unusable.getMessage());
        }
    }
}
