package dev.anyhook.cli.config;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads endpoints for one purpose. */
final class EndpointReader {
    private static final int SHORTEST_SAFE_TOKEN = 22;
    private static final Set<String> KEYS = Set.of(
            "provider",
            "api-key",
            "api-base",
            "secrets",
            "url-token",
            "auth-token",
            "key-encoding",
            "tolerance",
            "accept-unsigned");

    private final Map<String, WebhookProvider> providers = new TreeMap<>();
    private final Purpose purpose;
    private final Problems problems;
    private final AccountReader accounts;
    private final TrustReader trusts;

    EndpointReader(Collection<WebhookProvider> providers, Purpose purpose, Problems problems) {
        providers.forEach(provider -> this.providers.put(provider.id().value(), provider));
        this.purpose = purpose;
        this.problems = problems;
        this.accounts = new AccountReader(problems);
        this.trusts = new TrustReader(problems);
    }

    /** The endpoint; empty only when its problems are noted. */
    Optional<EndpointConfig> read(String name, Section section) {
        try {
            WebhookReceiver.checkEndpointName(name);
        } catch (IllegalArgumentException odd) {
            problems.at(section.place(), String.valueOf(odd.getMessage()));
        }
        if (!section.isMapping()) {
            return Optional.empty();
        }
        WebhookProvider provider = provider(section);
        Set<String> settings = settings(provider);
        checkKeys(section, provider, settings);
        List<Secret> tokens = purpose.readsTokens() ? tokens(section) : List.of();
        Secret bearer = purpose.readsTokens() ? secret(section, "auth-token") : null;
        boolean acceptsAnyone = purpose.readsTokens() && acceptsAnyone(section, provider);
        VendorAccount account = purpose.readsAccount()
                ? accounts.read(section, provider, settings, purpose.needsAccount(provider))
                : null;
        Optional<TrustPolicy> trust = purpose.readsSecrets()
                ? trusts.read(section, provider, tokens, bearer, acceptsAnyone)
                : Optional.empty();
        return provider == null || (purpose.readsSecrets() && trust.isEmpty())
                ? Optional.empty()
                : Optional.of(new EndpointConfig(
                        name, provider, section.has("api-key"), account, tokens, bearer, trust.orElse(null)));
    }

    private @Nullable WebhookProvider provider(Section section) {
        if (!section.has("provider")) {
            problems.at(section.place(), "needs a provider, one of " + String.join(", ", providers.keySet()));
        }
        Optional<Text> id = section.text("provider");
        return id.flatMap(text -> text.as(this::known, problems)).orElse(null);
    }

    private WebhookProvider known(String id) {
        WebhookProvider provider = providers.get(id);
        if (provider == null) {
            String suggestion = Nearest.suggestion(id, providers.keySet());
            throw new IllegalArgumentException("is not a provider; found are " + String.join(", ", providers.keySet())
                    + (suggestion.isEmpty() ? "; jars of further vendors go into ANYHOOK_CLASSPATH" : suggestion));
        }
        return provider;
    }

    /** The settings of {@code provider}; while nobody knows which one it is, those of all. */
    private Set<String> settings(@Nullable WebhookProvider provider) {
        var settings = new TreeSet<String>();
        Collection<WebhookProvider> meant = provider == null ? providers.values() : List.of(provider);
        meant.forEach(any -> settings.addAll(any.settings()));
        return settings;
    }

    private static void checkKeys(Section section, @Nullable WebhookProvider provider, Set<String> settings) {
        var known = new LinkedHashSet<>(KEYS);
        known.addAll(settings);
        section.allow(known, provider == null ? "" : " for the provider " + provider.id());
    }

    private boolean acceptsAnyone(Section section, @Nullable WebhookProvider provider) {
        boolean accepts = section.text("accept-unsigned")
                .flatMap(text -> text.as(Values::yesOrNo, problems))
                .orElse(false);
        if (provider == null) {
            return accepts;
        }
        boolean signs = provider.capabilities().contains(Capability.SIGNED);
        if (accepts && signs) {
            problems.at(
                    section.placeOf("accept-unsigned"),
                    provider.id() + " signs its deliveries, so nothing unsigned is ever its own; take this key out");
        }
        if (!accepts && !signs && !section.has("url-token")) {
            problems.at(
                    section.place(),
                    provider.id() + " does not sign: add url-token, a long random text that only the vendor learns;"
                            + " or write accept-unsigned: true to believe anyone");
        }
        return accepts && !signs;
    }

    private List<Secret> tokens(Section section) {
        var tokens = new ArrayList<Secret>();
        for (Text text : section.texts("url-token")) {
            text.asSecret(problems).ifPresent(token -> {
                if (TrustReader.isFit(token, text.place(), problems)) {
                    tokens.add(token);
                }
                if (token.reveal().length() < SHORTEST_SAFE_TOKEN) {
                    problems.warnAt(
                            text.place(),
                            "shorter than " + SHORTEST_SAFE_TOKEN + " characters can be guessed; make one with:"
                                    + " openssl rand -hex 16");
                }
            });
        }
        return tokens;
    }

    private @Nullable Secret secret(Section section, String key) {
        return section.text(key).flatMap(text -> text.asSecret(problems)).orElse(null);
    }
}
