package dev.anyhook.receiver;

import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler that knows more than a {@link RetryPolicy}: that calling it again is of no use, or when it will
 * be. What its settling transaction has written is undone, as after any other exception.
 *
 * <p>It says as much as the cause of another exception, such as one that a lambda may throw; the outermost counts.
 */
public final class HandlingException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration LONGEST = Duration.ofDays(365);

    /** How many causes are looked at: they may go round in a circle. */
    private static final int DEEPEST = 32;

    private final @Nullable Duration pause;

    private HandlingException(String why, @Nullable Throwable cause, @Nullable Duration pause) {
        super(Objects.requireNonNull(why, "why"), cause);
        this.pause = pause;
    }

    /**
     * Has the event parked at once, however many attempts are left, until a person has it handled again.
     *
     * @param why what is wrong, for the log and the inbox; no secret and nothing of the payload
     */
    public static HandlingException giveUp(String why) {
        return new HandlingException(why, null, null);
    }

    /** Has the event parked at once, because of {@code cause}, which the log shows. */
    public static HandlingException giveUp(String why, Throwable cause) {
        return new HandlingException(why, cause, null);
    }

    /**
     * Has all handlers of the event called again after {@code pause} instead of when the policy says. The call that
     * threw counts as an attempt, and after the last one the event is parked. Where events of one job are handled in
     * order, those that follow wait as long.
     *
     * @param pause not negative, a year at most
     * @param why what is wrong, for the log and the inbox; no secret and nothing of the payload
     * @throws IllegalArgumentException if the pause is negative or longer than that
     */
    public static HandlingException retryAfter(Duration pause, String why) {
        return new HandlingException(why, null, bounded(pause));
    }

    /** Has all handlers called again after {@code pause}, because of {@code cause}, which the log shows. */
    public static HandlingException retryAfter(Duration pause, String why, Throwable cause) {
        return new HandlingException(why, cause, bounded(pause));
    }

    private static Duration bounded(Duration pause) {
        if (pause.isNegative() || pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a pause is from none to " + LONGEST.toDays() + " days: " + pause);
        }
        return pause;
    }

    /** What {@code thrown} or one of its causes says; null if none of them says anything. */
    static @Nullable HandlingException in(Throwable thrown) {
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof HandlingException told) {
                return told;
            }
            each = cause(each);
        }
        return null;
    }

    /** A handler's own exception may fail in any way. */
    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable alsoFailed) {
            return null;
        }
    }

    /** After what pause the handlers are to be called again; empty for never. */
    public Optional<Duration> pause() {
        return Optional.ofNullable(pause);
    }
}
