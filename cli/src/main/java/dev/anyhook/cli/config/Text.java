package dev.anyhook.cli.config;

import dev.anyhook.Secret;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One value of the file. Messages may quote what is written there, never what came from the environment.
 *
 * @param place where it stands
 * @param value what it says, with the environment's values in place
 * @param written what the file says
 * @param variable the environment variable that makes up all of it; null if it is not just one variable
 */
record Text(
        Place place, String value, String written, @Nullable String variable) {
    private static final int MAX_QUOTED = 80;

    /** What {@code parser} makes of it; empty, with the problem noted, when it refuses with a reason. */
    <T> Optional<T> as(Function<String, T> parser, Problems problems) {
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException refused) {
            problems.at(place, quoted() + " " + refused.getMessage());
            return Optional.empty();
        }
    }

    /** The value as a secret, under the name of its variable if it has one; never quoted when refused. */
    Optional<Secret> asSecret(Problems problems) {
        try {
            return Optional.of(variable == null ? Secret.of(value) : Secret.labelled(variable, value));
        } catch (IllegalArgumentException refused) {
            problems.at(place, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** What the file says, cut short, for a message. */
    String quoted() {
        String shown = written.replaceAll("\\p{Cntrl}", "?");
        return "'" + (shown.length() <= MAX_QUOTED ? shown : shown.substring(0, MAX_QUOTED) + "...") + "'";
    }

    @Override
    public String toString() {
        return "Text[" + place + "]";
    }
}
