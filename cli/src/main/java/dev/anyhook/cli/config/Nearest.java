package dev.anyhook.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which known word somebody meant to write. */
final class Nearest {
    private Nearest() {}

    /** {@code "; did you mean 'x'?"} if one of {@code known} is near to {@code word}, else nothing. */
    static String suggestion(String word, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .filter(other -> distance(word, other) <= Math.max(2, other.length() / 3))
                .filter(other -> distance(word, other) < other.length())
                .min(Comparator.comparingInt((String other) -> distance(word, other))
                        .thenComparing(Comparator.naturalOrder()));
        return nearest.map(other -> "; did you mean '" + other + "'?").orElse("");
    }

    /** How many characters must be put in, taken out or changed to turn one into the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
