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
     * The vendor could not be asked: he is left alone for {@code first}, twice as long after each further failure, and for as long as
     * he {@code asked} for.
     *
     * @return until when
     */
    Instant begin(String endpoint, Instant now, Duration first, Duration asked) {
        return byEndpoint
                .merge(endpoint, Rest.of(first, asked, now), (before, other) -> before.then(asked, now))
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

        /** Several readings may fail together, and are one failure. */
        Rest then(Duration asked, Instant now) {
            if (lasts(now)) {
                Rest longer = of(ours, asked, now);
                return longer.end().isAfter(end) ? longer : this;
            }
            Duration doubled = ours.multipliedBy(2);
            return of(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST, asked, now);
        }
    }
}
