package dev.anyhook.cli.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values of the environment in place of {@code ${NAME}} and {@code ${NAME:-default}}; two dollar signs before a
 * brace stand for one dollar sign and the brace. A default also serves for a variable that is set but empty.
 */
final class Substitution {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(})?");
    private static final Pattern INSIDE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;

    Substitution(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What {@code written} says; empty, with the problems noted, when a variable is missing. */
    Optional<Text> of(Place place, String written, Problems problems) {
        int before = problems.count();
        var value = new StringBuilder();
        String variable = null;
        Matcher reference = REFERENCE.matcher(written);
        while (reference.find()) {
            String inside = reference.group(1);
            if (inside == null) {
                reference.appendReplacement(value, Matcher.quoteReplacement("${"));
                continue;
            }
            Matcher parts = INSIDE.matcher(inside);
            if (reference.group(2) == null || !parts.matches()) {
                problems.at(
                        place,
                        "${ begins a reference to the environment: write ${NAME}, ${NAME:-default},"
                                + " or $${ for the two characters themselves");
                continue;
            }
            boolean isAll = reference.start() == 0 && reference.end() == written.length();
            variable = isAll ? parts.group(1) : null;
            reference.appendReplacement(value, Matcher.quoteReplacement(value(parts, place, problems)));
        }
        reference.appendTail(value);
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(new Text(place, value.toString(), written, variable));
    }

    private String value(Matcher parts, Place place, Problems problems) {
        String name = parts.group(1);
        @Nullable String fallback = parts.group(2);
        String set = environment.get(name);
        if (set != null && !set.isEmpty()) {
            return set;
        }
        if (fallback == null) {
            problems.at(
                    place,
                    "the environment variable " + name + " is " + (set == null ? "not set" : "empty")
                            + "; set it, or give a default with ${" + name + ":-default}");
            return "";
        }
        return fallback;
    }
}
