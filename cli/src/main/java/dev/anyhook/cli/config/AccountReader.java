package dev.anyhook.cli.config;

import dev.anyhook.Secret;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorApi;
import dev.anyhook.spi.WebhookProvider;
import java.net.URI;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the part of an endpoint that is for calls to the vendor. */
final class AccountReader {
    private final Problems problems;

    AccountReader(Problems problems) {
        this.problems = problems;
    }

    /** The account; null without an API key. */
    @Nullable
    VendorAccount read(Section section, WebhookProvider provider, boolean isNeeded) {
        if (isNeeded && !section.has("api-key")) {
            problems.at(section.place(), "needs an api-key to call " + provider.id());
        }
        Optional<Secret> apiKey = section.text("api-key").flatMap(text -> text.asSecret(problems));
        Optional<URI> base = section.text("api-base").flatMap(text -> text.as(AccountReader::base, problems));
        VendorAccount account = apiKey.map(VendorAccount::of).orElse(null);
        for (String setting : new TreeSet<>(provider.settings())) {
            Optional<Text> value = section.text(setting);
            if (account != null && value.isPresent()) {
                account = account.with(setting, value.get().value());
            }
        }
        return account != null && base.isPresent() ? account.at(base.get()) : account;
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
