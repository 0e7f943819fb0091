package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until when vendors are left alone that could not be asked. What ails one reading, an outage, a wrong key or too many
 * calls, mostly ails all of its endpoint.
 */
final class Rests {
    /** Of those that we choose ourselves. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Of those that a vendor asks for. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final Map<String, Rest> byEndpoint = new ConcurrentHashMap<>();

    /** Until when {@code endpoint}'s vendor is left alone; empty if he may be asked. */
    Optional<Instant> of(String endpoint, Instant now) {
        return Optional.ofNullable(byEndpoint.get(endpoint))
                .filter(rest -> rest.lasts(now))
                .map(Rest::end);
    }

    /**
     * The vendor could not be asked: he is left alone for {@code first}, twice as long after each failure that follows
     * soon, and for as long as he {@code asked} for.
     *
     * @return until when
     */
    Instant begin(String endpoint, Instant now, Duration first, Duration asked) {
        Duration ours = shorter(first, LONGEST);
        return byEndpoint
                .merge(endpoint, Rest.of(ours, asked, now), (before, anew) -> before.then(anew, asked, now))
                .end();
    }

    /** The vendor could be asked; which does not shorten what he asked for of others meanwhile. */
    void end(String endpoint, Instant now) {
        byEndpoint.computeIfPresent(endpoint, (same, rest) -> rest.lasts(now) ? rest : null);
    }

    /** What a vendor asks for, or a day. */
    static Duration bounded(Duration asked) {
        return shorter(asked, LONGEST_ASKED);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private record Rest(Duration ours, Instant begun, Instant end) {
        static Rest of(Duration ours, Duration asked, Instant now) {
            Duration wanted = bounded(asked);
            return new Rest(ours, now, now.plus(wanted.compareTo(ours) > 0 ? wanted : ours));
        }

        /** One that begins in the future was begun by a clock that was ahead of time. */
        boolean lasts(Instant now) {
            return now.isBefore(end) && !now.isBefore(begun);
        }

        /**
         * Several readings may fail together, and are one failure; what was long ago has nothing to do with this one.
         */
        Rest then(Rest anew, Duration asked, Instant now) {
            if (lasts(now)) {
                return anew.end().isAfter(end) ? new Rest(ours, begun, anew.end()) : this;
            }
            boolean isLongAgo = now.isBefore(begun) || now.isAfter(end.plus(LONGEST));
            return isLongAgo ? anew : of(shorter(ours.multipliedBy(2), LONGEST), asked, now);
        }
    }
}
