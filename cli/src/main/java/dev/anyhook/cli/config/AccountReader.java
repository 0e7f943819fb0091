package dev.anyhook.cli.config;

import dev.anyhook.Secret;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorApi;
import dev.anyhook.spi.WebhookProvider;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the part of an endpoint that is for calls to the vendor. */
final class AccountReader {
    private static final String API_KEY = "api-key";

    /** The setting of a vendor that tells samples from real work, and must hear in every call which is meant. */
    private static final String MODE = "mode";

    private final Problems problems;

    AccountReader(Problems problems) {
        this.problems = problems;
    }

    /** The account; null without an API key. */
    @Nullable
    VendorAccount read(Section section, @Nullable WebhookProvider provider, Set<String> settings, boolean isNeeded) {
        Optional<Secret> apiKey = section.text(API_KEY).flatMap(text -> text.asSecret(problems));
        Optional<URI> base = section.text("api-base").flatMap(text -> text.as(AccountReader::base, problems));
        var values = new TreeMap<String, Text>();
        settings.forEach(setting -> section.text(setting).ifPresent(text -> values.put(setting, text)));
        if (provider == null) {
            return null;
        }
        if (isNeeded) {
            checkPresence(section, provider, settings);
        }
        new SettingsCheck(section, provider, problems).run(apiKey.orElse(null), values);
        VendorAccount account = apiKey.map(VendorAccount::of).orElse(null);
        if (account == null) {
            return null;
        }
        for (var value : values.entrySet()) {
            account = account.with(value.getKey(), value.getValue().value());
        }
        return base.map(account::at).orElse(account);
    }

    private void checkPresence(Section section, WebhookProvider provider, Set<String> settings) {
        if (!section.has(API_KEY)) {
            problems.at(section.place(), "needs an api-key to call " + provider.id());
        }
        if (settings.contains(MODE) && !section.has(MODE)) {
            problems.at(section.place(), "needs a mode to call " + provider.id() + ": test or live");
        }
    }

    private static URI base(String text) {
        URI base = Values.uri(text);
        String host = base.getHost();
        boolean secure = "https".equals(base.getScheme());
        boolean local = "http".equals(base.getScheme()) && host != null && VendorApi.isLoopback(host);
        if (host == null || (!secure && !local)) {
            throw new IllegalArgumentException("cannot be used: give an https URL, or an http URL of this machine");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException("cannot be used: give a URL without user, query and fragment");
        }
        return base;
    }
}
