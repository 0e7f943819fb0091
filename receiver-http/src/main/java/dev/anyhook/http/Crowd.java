package dev.anyhook.http;

import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop while all its places are taken, and which of them makes room for another.
 *
 * <p>Three quarters of the places are for those that have brought something new; those that have not yet share the
 * rest, and whatever the others leave. Among these, one that has sent nothing and one that has begun to are of two
 * kinds, of which the more numerous makes room: whichever of the two strangers do in numbers, they do it at their own
 * cost. So whoever is new has time to send his delivery, though others come, or hold on, without end.
 */
final class Crowd {
    /** Of the places, for those that bring something for the first time: a quarter. */
    private static final int NEW_SHARE = 4;

    private final int places;
    private int holding;
    private int silent;
    private int begun;
    private @Nullable Connection firstHolding;
    private @Nullable Connection firstSilent;
    private @Nullable Connection firstBegun;

    Crowd(int places, Iterable<Connection> connections) {
        this.places = places;
        for (Connection each : connections) {
            add(each);
        }
    }

    private void add(Connection each) {
        if (each.hasBroughtNews()) {
            holding++;
        }
        if (each.isAsking()) {
            return;
        }
        if (each.hasBroughtNews()) {
            firstHolding = first(firstHolding, each);
        } else if (each.isUnderWay()) {
            begun++;
            firstBegun = first(firstBegun, each);
        } else {
            silent++;
            firstSilent = first(firstSilent, each);
        }
    }

    private static Connection first(@Nullable Connection one, Connection other) {
        return one == null || other.yieldsBefore(one) ? other : one;
    }

    /** The connection that is missed least; null while the inbox is asked to keep something of each. */
    @Nullable
    Connection leastMissed() {
        Connection newcomer = silent >= begun ? firstSilent : firstBegun;
        boolean tooMany = holding > places - Math.max(1, places / NEW_SHARE);
        return newcomer == null || (tooMany && firstHolding != null) ? firstHolding : newcomer;
    }
}
