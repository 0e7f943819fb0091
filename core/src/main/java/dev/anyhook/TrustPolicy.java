package dev.anyhook;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to believe a delivery to one endpoint.
 *
 * @param secrets signing secrets, newest first; several while one is being rotated, no two of one label; empty for a
 *     vendor that does not sign
 * @param bearer a token that must come in the Authorization header as well; null for none. Never instead of a signature
 * @param urlTokens tokens of which one must be the last path segment, newest first; for a vendor that does not sign
 * @param acceptsUnsigned whether claims that nothing proves are taken at all
 * @param tolerance how far a signed timestamp may lie from {@link RawDelivery#receivedAt()}, either way, inclusive;
 *     whole seconds count
 * @param keyEncoding how secrets are read; null for the vendor's own way
 */
public record TrustPolicy(
        List<Secret> secrets,
        @Nullable Secret bearer,
        List<Secret> urlTokens,
        boolean acceptsUnsigned,
        Duration tolerance,
        @Nullable KeyEncoding keyEncoding) {
    /** Five minutes, the window that Svix, Standard Webhooks and Nexio document. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    private static final Duration MAX_TOLERANCE = Duration.ofDays(1);

    public TrustPolicy {
        secrets = List.copyOf(Objects.requireNonNull(secrets, "secrets"));
        urlTokens = List.copyOf(Objects.requireNonNull(urlTokens, "urlTokens"));
        Objects.requireNonNull(tolerance, "tolerance");
        if (tolerance.compareTo(Duration.ofSeconds(1)) < 0 || tolerance.compareTo(MAX_TOLERANCE) > 0) {
            throw new IllegalArgumentException("tolerance must be between 1 second and 1 day: " + tolerance);
        }
        if (secrets.isEmpty() && !acceptsUnsigned) {
            throw new IllegalArgumentException(
                    "no secret, no URL token and unsigned deliveries not accepted: nothing could ever be believed");
        }
        if (!secrets.isEmpty() && acceptsUnsigned) {
            throw new IllegalArgumentException("a policy with signing secrets cannot accept unsigned deliveries too");
        }
        var labels = new HashSet<String>();
        for (int i = 0; i < secrets.size(); i++) {
            String label = label(secrets, i);
            if (!labels.add(label)) {
                throw new IllegalArgumentException("two secrets are called '" + label
                        + "': nobody could tell whether the older one is still in use");
            }
        }
    }

    /**
     * What verdicts call the secret at {@code place} of {@link #secrets}: its label, or {@code #1} for the newest and
     * so on.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public String secretLabel(int place) {
        return label(secrets, place);
    }

    private static String label(List<Secret> secrets, int place) {
        return secrets.get(place).label().orElse("#" + (place + 1));
    }

    /** Believes what one of {@code secrets} signed. */
    public static TrustPolicy signedWith(Secret... secrets) {
        return signedWith(List.of(secrets));
    }

    /** Believes what one of {@code secrets} signed. */
    public static TrustPolicy signedWith(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("at least one signing secret is needed");
        }
        return new TrustPolicy(secrets, null, List.of(), false, DEFAULT_TOLERANCE, null);
    }

    /** Takes as a claim what comes to a URL that ends in one of {@code tokens}. */
    public static TrustPolicy urlToken(Secret... tokens) {
        return urlToken(List.of(tokens));
    }

    /** Takes as a claim what comes to a URL that ends in one of {@code tokens}. */
    public static TrustPolicy urlToken(List<Secret> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("at least one URL token is needed");
        }
        return new TrustPolicy(List.of(), null, tokens, true, DEFAULT_TOLERANCE, null);
    }

    /** Takes as a claim whatever anyone sends. Nothing proves any of it: prefer {@link #urlToken}. */
    public static TrustPolicy acceptingAnyoneUnsigned() {
        return new TrustPolicy(List.of(), null, List.of(), true, DEFAULT_TOLERANCE, null);
    }

    /** Wants {@code token} in the Authorization header as well. */
    public TrustPolicy andBearer(Secret token) {
        Objects.requireNonNull(token, "token");
        return new TrustPolicy(secrets, token, urlTokens, acceptsUnsigned, tolerance, keyEncoding);
    }

    /** Allows signed timestamps to lie so far from the arrival, either way: from a second to a day. */
    public TrustPolicy withTolerance(Duration other) {
        return new TrustPolicy(secrets, bearer, urlTokens, acceptsUnsigned, other, keyEncoding);
    }

    /** Reads secrets as {@code other} says, and not in the vendor's own way. */
    public TrustPolicy withKeyEncoding(KeyEncoding other) {
        return new TrustPolicy(secrets, bearer, urlTokens, acceptsUnsigned, tolerance, other);
    }
}
