package dev.anyhook.cli.config;

import dev.anyhook.Secret;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Has a provider judge an account, and puts what it refuses where that stands in the file. The provider names one thing
 * at a time, so that it is asked again without that. Values that came from the environment are shown as they are
 * written.
 */
final class SettingsCheck {
    private static final String API_KEY = "api-key";
    private static final Secret STAND_IN = Secret.of("an-api-key-that-is-not-there");

    private final Section section;
    private final WebhookProvider provider;
    private final Problems problems;

    SettingsCheck(Section section, WebhookProvider provider, Problems problems) {
        this.section = section;
        this.provider = provider;
        this.problems = problems;
    }

    /** Notes what is wrong with {@code settings}, and with {@code apiKey} unless it is null. */
    void run(@Nullable Secret apiKey, Map<String, Text> settings) {
        Secret key = apiKey == null ? STAND_IN : apiKey;
        var left = new TreeMap<>(settings);
        var told = new ArrayList<String>();
        for (String refusal = refusal(key, left, Text::value);
                !refusal.isEmpty();
                refusal = refusal(key, left, Text::value)) {
            String named = named(refusal);
            boolean isOfTheKey = named.isEmpty() && !refusal.equals(refusal(STAND_IN, left, Text::value));
            String name = isOfTheKey ? API_KEY : named;
            Text bad = left.get(name);
            boolean follows = told.stream().anyMatch(mentionedIn(refusal));
            if (bad == null) {
                boolean isOfTheStandIn = name.equals(API_KEY) && apiKey == null;
                if (!follows && !isOfTheStandIn) {
                    problems.at(section.placeOf(name), shown(refusal, left));
                }
                return;
            }
            left.remove(name);
            told.add(name);
            if (!follows) {
                problems.at(bad.place(), explained(name, bad, key, left));
            }
        }
    }

    private static Predicate<String> mentionedIn(String refusal) {
        return name -> word(name).matcher(refusal).find();
    }

    /** Why the value of {@code name}, beside those that are left, is refused: said of it as it is written. */
    private String explained(String name, Text bad, Secret key, Map<String, Text> left) {
        var all = new TreeMap<>(left);
        all.put(name, bad);
        String asWritten = refusal(key, all, text -> text.equals(bad) ? text.written() : text.value());
        return !asWritten.isEmpty() && named(asWritten).equals(name)
                ? shown(asWritten, left)
                : bad.quoted() + " is not what " + provider.id() + " takes for " + name;
    }

    /** Why the provider refuses the account; empty if it does not. */
    private String refusal(Secret key, Map<String, Text> settings, Function<Text, String> reading) {
        VendorAccount account = VendorAccount.of(key);
        for (var setting : settings.entrySet()) {
            account = account.with(setting.getKey(), reading.apply(setting.getValue()));
        }
        try {
            provider.check(account);
            return "";
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Which key of the file {@code refusal} names first; empty if none. */
    private String named(String refusal) {
        String text = refusal.replace("apiKey", API_KEY);
        var names = new ArrayList<>(provider.settings());
        names.add(API_KEY);
        return names.stream()
                .filter(name -> position(name, text) < text.length())
                .min(Comparator.comparingInt((String name) -> position(name, text)))
                .orElse("");
    }

    private static int position(String name, String text) {
        Matcher found = word(name).matcher(text);
        return found.find() ? found.start() : text.length();
    }

    /** {@code refusal} on one line, without what the environment says. */
    private static String shown(String refusal, Map<String, Text> settings) {
        String shown = refusal;
        for (Text text : settings.values()) {
            if (!text.value().equals(text.written())) {
                shown = word(text.value()).matcher(shown).replaceAll(Matcher.quoteReplacement(text.written()));
            }
        }
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    private static Pattern word(String text) {
        return Pattern.compile("(?<![A-Za-z0-9-])" + Pattern.quote(text) + "(?![A-Za-z0-9-])");
    }
}
