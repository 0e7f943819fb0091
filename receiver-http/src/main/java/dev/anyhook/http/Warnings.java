package dev.anyhook.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server says of itself in the log: each thing once in ten seconds at most, so that nobody fills a disk with
 * it. Safe for any number of threads.
 */
final class Warnings {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReceiver.class);
    private static final long BETWEEN_NANOS = Duration.ofSeconds(10).toNanos();

    private final Map<String, Long> lastSaid = new ConcurrentHashMap<>();

    void overloaded(String what, int limit) {
        if (isDue(what)) {
            LOG.warn("overloaded: more than {} {} at once; turning some away", limit, what);
        }
    }

    void crowded(int places) {
        if (isDue("crowded")) {
            LOG.warn(
                    "crowded: more than {} connections on one event loop; closing those that are missed least", places);
        }
    }

    void keptTooSlowly(String endpoint, Duration limit) {
        if (isDue("kept too slowly: " + endpoint)) {
            LOG.warn(
                    "endpoint {}: the inbox did not keep an event within {}; the vendor is asked to try again",
                    endpoint,
                    limit);
        }
    }

    /** Says what broke and where, without the message, which may quote what was sent. */
    void broken(RuntimeException bug) {
        String what = whatAndWhere(bug);
        if (isDue(what)) {
            LOG.error("a request could not be served: {}", what);
        }
    }

    /** In the system's words: which resource it lacks is all that helps. */
    void noneTakenUp(IOException failed) {
        if (isDue("none taken up")) {
            LOG.warn("no connection can be taken up for a second: {}", failed.getMessage());
        }
    }

    void notTakenUp(Throwable unfit) {
        String what = whatAndWhere(unfit);
        if (isDue(what)) {
            LOG.warn("a connection could not be taken up: {}", what);
        }
    }

    private static String whatAndWhere(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
        return thrown.getClass().getName() + " at " + place;
    }

    private boolean isDue(String what) {
        long now = System.nanoTime();
        Long last = lastSaid.putIfAbsent(what, now);
        return last == null || (now - last >= BETWEEN_NANOS && lastSaid.replace(what, last, now));
    }
}
