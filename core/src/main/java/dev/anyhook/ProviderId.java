package dev.anyhook;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The short name of a vendor, such as {@code diffio}: lower-case letters, digits and dashes, beginning with a letter,
 * at most 63 characters.
 *
 * @param value the name
 */
public record ProviderId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public ProviderId {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a provider id is lower-case letters, digits and dashes, beginning with a letter: '" + value + "'");
        }
    }

    public static ProviderId of(String value) {
        return new ProviderId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
