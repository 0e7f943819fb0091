package dev.anyhook.spi;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** When a call is made again, and what an earlier try may have done. */
final class Repeating {
    static final int TRIES = 3;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Set<Integer> NOT_DONE = Set.of(429, 503);
    private static final int LIMIT_REACHED = 429;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private Repeating() {}

    /** Whether an answer that is no good one to the try {@code attempt} may be followed by another in {@code pause}. */
    static boolean isWorthwhile(HttpResponse<byte[]> answer, int attempt, Duration pause) {
        int status = answer.statusCode();
        boolean endless =
                status == LIMIT_REACHED && RetryAfter.of(answer.headers()).isEmpty();
        return attempt < TRIES && PASSING.contains(status) && !endless && pause.compareTo(LONGEST_PAUSE) <= 0;
    }

    /** Whether another call, some time, may do better: of one that is not repeatable only where nothing was done. */
    static boolean mayHelpLater(int status, boolean repeatable) {
        return repeatable ? PASSING.contains(status) : NOT_DONE.contains(status);
    }

    /** Whether what was answered {@code status} may have been done all the same. */
    static boolean mayBeDone(int status) {
        return status / 100 == 5 && !NOT_DONE.contains(status);
    }

    /** Whether a call that ended so cannot have reached the vendor. */
    static boolean neverLeft(IOException broken) {
        return broken instanceof ConnectException || broken instanceof HttpConnectTimeoutException;
    }

    static Duration pauseAfter(int attempt, HttpResponse<byte[]> answer) {
        Duration own = backOff(attempt);
        return RetryAfter.of(answer.headers())
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }

    static Duration backOff(int attempt) {
        long longest = 500L << attempt;
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }
}
