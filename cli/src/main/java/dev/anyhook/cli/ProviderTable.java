package dev.anyhook.cli;

import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What each provider says that its vendor offers: one column for each, in the order of their ids. */
final class ProviderTable {
    private static final String GAP = "  ";
    private static final String EVENT_TYPES = "event types";

    private final List<WebhookProvider> providers;
    private final List<List<String>> rows = new ArrayList<>();

    private ProviderTable(List<WebhookProvider> providers) {
        this.providers = List.copyOf(providers);
        rows.add(Stream.concat(
                        Stream.of(""),
                        providers.stream().map(provider -> provider.id().value()))
                .toList());
        for (Capability capability : Capability.values()) {
            String words = capability.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            add(words, provider -> provider.capabilities().contains(capability));
        }
        add("endpoint administration", provider -> provider.endpoints().isPresent());
        add("job reading", provider -> provider.jobs().isPresent());
    }

    /** A table of {@code providers}, which are in order. */
    static ProviderTable of(List<WebhookProvider> providers) {
        return new ProviderTable(providers);
    }

    private void add(String trait, Predicate<WebhookProvider> has) {
        var row = new ArrayList<String>();
        row.add(trait);
        providers.forEach(provider -> row.add(has.test(provider) ? "yes" : "-"));
        rows.add(row);
    }

    /** Aligned for a terminal; the event types follow below, since they are long. */
    List<String> plain() {
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(padded(row.get(column), width(column))).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add("");
        lines.add(EVENT_TYPES);
        int width = providers.stream()
                .mapToInt(provider -> provider.id().value().length())
                .max()
                .orElse(0);
        providers.forEach(provider ->
                lines.add(GAP + padded(provider.id().value(), width) + GAP + String.join(", ", types(provider))));
        return lines;
    }

    /** A table as Markdown writes it. */
    List<String> markdown() {
        var lines = new ArrayList<String>();
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        lines.set(0, lines.get(0).replace("|  |", "| |"));
        lines.add(1, "|---".repeat(rows.get(0).size()) + "|");
        var types = providers.stream()
                .map(provider -> "`" + String.join("`<br>`", types(provider)) + "`")
                .toList();
        lines.add("| " + EVENT_TYPES + " | " + String.join(" | ", types) + " |");
        return lines;
    }

    private static List<String> types(WebhookProvider provider) {
        return provider.eventTypes().stream().sorted().toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
