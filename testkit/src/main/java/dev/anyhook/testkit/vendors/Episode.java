package dev.anyhook.testkit.vendors;

import dev.anyhook.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A part of a bad day: a few jobs of one vendor, and what goes wrong while they are done.
 *
 * @param hit which of the jobs has the trouble that can befall one delivery only
 * @param amount 1 to 9, for whatever the trouble has to count
 * @param pause how much time passes afterwards
 */
record Episode(Vendor vendor, Set<Trouble> troubles, List<JobState> ends, int hit, int amount, Duration pause) {
    private static final int MOST_JOBS = 3;

    Episode {
        troubles = Collections.unmodifiableSet(troubles);
        ends = List.copyOf(ends);
    }

    /** An episode with {@code trouble} and now and then with another one of {@code possible}. */
    static Episode with(Trouble trouble, Vendor vendor, List<Trouble> possible, Random random) {
        Set<Trouble> troubles = EnumSet.of(trouble);
        if (random.nextInt(3) == 0) {
            troubles.add(possible.get(random.nextInt(possible.size())));
        }
        return of(vendor, troubles, random);
    }

    static Episode withoutTrouble(Vendor vendor, Random random) {
        return of(vendor, EnumSet.noneOf(Trouble.class), random);
    }

    private static Episode of(Vendor vendor, Set<Trouble> troubles, Random random) {
        int jobs = 1 + random.nextInt(MOST_JOBS);
        List<JobState> ends = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            ends.add(end(vendor, random.nextInt(10)));
        }
        return new Episode(
                vendor,
                troubles,
                ends,
                random.nextInt(jobs),
                1 + random.nextInt(9),
                Duration.ofSeconds(1 + random.nextInt(900)));
    }

    private static JobState end(Vendor vendor, int dice) {
        if (dice < 3) {
            return JobState.FAILED;
        }
        return dice == 9 && vendor == Vendor.NEXIO ? JobState.DEGRADED : JobState.SUCCEEDED;
    }

    boolean has(Trouble trouble) {
        return troubles.contains(trouble);
    }

    @Override
    public String toString() {
        return vendor + " " + ends + (troubles.isEmpty() ? " without trouble" : " with " + troubles + " x" + amount);
    }
}
