package dev.anyhook;

import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The vendor refused, or the world between us and the vendor broke. Never thrown for what a stranger sent, and never
 * holds a secret.
 */
public final class WebhookException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String provider;
    private final String operation;
    private final int httpStatus;
    private final @Nullable String vendorCode;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;

    private WebhookException(Builder b, @Nullable Throwable cause) {
        super(b.provider + " " + b.operation + ": " + b.message, cause);
        this.provider = b.provider.value();
        this.operation = b.operation;
        this.httpStatus = b.httpStatus;
        this.vendorCode = b.vendorCode;
        this.retryable = b.retryable;
        this.retryAfter = b.retryAfter;
    }

    /** Begins an exception for {@code operation}, the SPI's or the vendor's name of what was attempted. */
    public static Builder during(ProviderId provider, String operation) {
        return new Builder(provider, operation);
    }

    public ProviderId provider() {
        return ProviderId.of(provider);
    }

    public String operation() {
        return operation;
    }

    /** The status the vendor answered; empty when no answer came. */
    public OptionalInt httpStatus() {
        return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
    }

    /** The vendor's own error code; empty when it gave none. */
    public Optional<String> vendorCode() {
        return Optional.ofNullable(vendorCode);
    }

    /** Whether the same call, made again later, could succeed and could do no harm. */
    public boolean retryable() {
        return retryable;
    }

    /** How long the vendor asked us to wait; empty when it did not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Collects what is known. Not thread-safe. */
    public static final class Builder {
        private final ProviderId provider;
        private final String operation;
        private String message = "failed";
        private int httpStatus;
        private @Nullable String vendorCode;
        private boolean retryable;
        private @Nullable Duration retryAfter;

        private Builder(ProviderId provider, String operation) {
            this.provider = Objects.requireNonNull(provider, "provider");
            this.operation = Objects.requireNonNull(operation, "operation");
        }

        /** What happened and what to do about it. */
        public Builder message(String text) {
            this.message = text;
            return this;
        }

        public Builder httpStatus(int status) {
            this.httpStatus = status;
            return this;
        }

        public Builder vendorCode(@Nullable String code) {
            this.vendorCode = code;
            return this;
        }

        public Builder retryable(boolean yes) {
            this.retryable = yes;
            return this;
        }

        public Builder retryAfter(@Nullable Duration wait) {
            this.retryAfter = wait;
            return this;
        }

        public WebhookException build() {
            return new WebhookException(this, null);
        }

        public WebhookException causedBy(Throwable cause) {
            return new WebhookException(this, cause);
        }
    }
}
