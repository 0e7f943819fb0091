package dev.anyhook.cli.config;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.signing.UrlToken;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the part of an endpoint that decides whether a delivery is believed, and has the provider judge it. */
final class TrustReader {
    private final Problems problems;

    TrustReader(Problems problems) {
        this.problems = problems;
    }

    /** Notes a token that no URL can hold as it is. */
    static void checkToken(Secret token, Place place, Problems problems) {
        try {
            UrlToken.of(List.of(token));
        } catch (IllegalArgumentException unfit) {
            problems.at(place, String.valueOf(unfit.getMessage()));
        }
    }

    /** The policy; empty when the endpoint has had problems since there were {@code before} of them. */
    Optional<TrustPolicy> read(
            Section section,
            WebhookProvider provider,
            List<Secret> tokens,
            @Nullable Secret bearer,
            boolean acceptsAnyone,
            int before) {
        List<Secret> secrets = secrets(section, provider);
        Duration tolerance = section.text("tolerance")
                .flatMap(text -> text.as(Values::duration, problems))
                .orElse(TrustPolicy.DEFAULT_TOLERANCE);
        KeyEncoding encoding = section.text("key-encoding")
                .flatMap(text -> text.as(Values::keyEncoding, problems))
                .orElse(null);
        if (problems.count() > before) {
            return Optional.empty();
        }
        TrustPolicy trust = secrets.isEmpty()
                ? unsigned(tokens, acceptsAnyone)
                : new TrustPolicy(secrets, null, tokens, false, tolerance, null);
        trust = trust.withTolerance(tolerance);
        trust = bearer == null ? trust : trust.andBearer(bearer);
        trust = encoding == null ? trust : trust.withKeyEncoding(encoding);
        return accepted(trust, section, provider);
    }

    private static TrustPolicy unsigned(List<Secret> tokens, boolean acceptsAnyone) {
        return tokens.isEmpty() && acceptsAnyone ? TrustPolicy.acceptingAnyoneUnsigned() : TrustPolicy.urlToken(tokens);
    }

    private List<Secret> secrets(Section section, WebhookProvider provider) {
        boolean signs = provider.capabilities().contains(Capability.SIGNED);
        if (signs && !section.has("secrets")) {
            problems.at(
                    section.place(),
                    provider.id() + " signs its deliveries: add secrets with the endpoint's signing secret");
        }
        if (!signs && section.has("secrets")) {
            problems.at(
                    section.placeOf("secrets"),
                    provider.id() + " does not sign, so no secret could ever match; take this key out");
            return List.of();
        }
        var secrets = new ArrayList<Secret>();
        section.texts("secrets").forEach(text -> text.asSecret(problems).ifPresent(secrets::add));
        return secrets;
    }

    private Optional<TrustPolicy> accepted(TrustPolicy trust, Section section, WebhookProvider provider) {
        try {
            provider.verifier(trust);
            return Optional.of(trust);
        } catch (IllegalArgumentException unusable) {
            problems.at(section.place(), String.valueOf(unusable.getMessage()));
            return Optional.empty();
        }
    }
}
