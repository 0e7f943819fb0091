package dev.anyhook.testkit.vendors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * A day on which everything goes wrong, made from a seed: the same seed, vendors and troubles make the same day. Every
 * trouble happens to every vendor that knows it, in a random order, with ordinary work in between. {@link Vendors}
 * makes and lives it. Identifiers, keys and secrets are new each time; what happens to which job, in which order and
 * when, is not.
 */
public final class BadDay {
    private final long seed;
    private final Set<Vendor> vendors;
    private final Set<Trouble> troubles;
    private final List<Episode> episodes;

    private BadDay(long seed, Set<Vendor> vendors, Set<Trouble> troubles) {
        this.seed = seed;
        this.vendors = Collections.unmodifiableSet(vendors);
        this.troubles = Collections.unmodifiableSet(troubles);
        this.episodes = List.copyOf(plan(new Random(seed)));
    }

    static BadDay of(long seed, Set<Vendor> vendors) {
        return new BadDay(seed, EnumSet.copyOf(vendors), EnumSet.allOf(Trouble.class));
    }

    private List<Episode> plan(Random random) {
        var plan = new ArrayList<Episode>();
        for (Vendor vendor : vendors) {
            List<Trouble> possible = troubles.stream().filter(vendor::knows).toList();
            plan.add(Episode.withoutTrouble(vendor, random));
            possible.forEach(trouble -> plan.add(Episode.with(trouble, vendor, possible, random)));
        }
        Collections.shuffle(plan, random);
        return plan;
    }

    /** What the day was made from. */
    public long seed() {
        return seed;
    }

    /** What may go wrong on it. */
    public Set<Trouble> troubles() {
        return troubles;
    }

    /** A day of the same seed with these troubles alone. */
    public BadDay only(Trouble... some) {
        Set<Trouble> kept = EnumSet.noneOf(Trouble.class);
        kept.addAll(Arrays.asList(some));
        kept.retainAll(troubles);
        return new BadDay(seed, vendors, kept);
    }

    /** A day of the same seed without these troubles. */
    public BadDay without(Trouble... some) {
        Set<Trouble> kept = EnumSet.noneOf(Trouble.class);
        kept.addAll(troubles);
        kept.removeAll(Arrays.asList(some));
        return new BadDay(seed, vendors, kept);
    }

    List<Episode> episodes() {
        return episodes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BadDay day && day.seed == seed && day.episodes.equals(episodes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed, episodes);
    }

    /** The seed, and the plan in one line per episode. */
    @Override
    public String toString() {
        var text = new StringBuilder("the bad day of seed ").append(seed);
        episodes.forEach(
                episode -> text.append(System.lineSeparator()).append("  ").append(episode));
        return text.toString();
    }
}
