package dev.anyhook.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until when vendors are left alone that could not be asked. What ails one reading, an outage, a wrong key or too many
 * calls, ails all of its endpoint.
 */
final class Rests {
    /** Of those that we choose ourselves. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Of those that a vendor asks for; and a clock that was ahead of time must not make one last for ever. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final Map<String, Rest> byEndpoint = new ConcurrentHashMap<>();

    /** Until when {@code endpoint}'s vendor is left alone; empty if he may be asked. */
    Optional<Instant> of(String endpoint, Instant now) {
        return Optional.ofNullable(byEndpoint.get(endpoint))
                .filter(rest -> rest.lasts(now))
                .map(Rest::end);
    }

    /**
     * The vendor could not be asked: he is left alone for {@code first}, twice as long after each failure that follows soon, and for as
     * long as he {@code asked} for.
     *
     * @return until when
     */
    Instant begin(String endpoint, Instant now, Duration first, Duration asked) {
        return byEndpoint
                .merge(endpoint, Rest.of(first, asked, now), (before, anew) -> before.then(anew, asked, now))
                .end();
    }

    /** What a vendor asks for, or a day. */
    static Duration bounded(Duration asked) {
        return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    }

    /** The vendor could be asked. */
    void end(String endpoint) {
        byEndpoint.remove(endpoint);
    }

    private record Rest(Duration ours, Instant end) {
        static Rest of(Duration ours, Duration asked, Instant now) {
            Duration wanted = bounded(asked);
            return new Rest(ours, now.plus(wanted.compareTo(ours) > 0 ? wanted : ours));
        }

        boolean lasts(Instant now) {
            return now.isBefore(end) && !end.isAfter(now.plus(LONGEST_ASKED));
        }

        /** Several readings may fail together, and are one failure; what was long ago has nothing to do with this one. */
        Rest then(Rest anew, Duration asked, Instant now) {
            if (lasts(now)) {
                return anew.end().isAfter(end) ? new Rest(ours, anew.end()) : this;
            }
            if (now.isAfter(end.plus(LONGEST)) || now.isBefore(end)) {
                return anew;
            }
            Duration doubled = ours.multipliedBy(2);
            return of(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST, asked, now);
        }
    }
}
