package dev.anyhook.benchmarks.http;

import java.time.Duration;
import java.util.List;

/**
 * Contenders that are measured side by side.
 *
 * @param title what the report calls it
 * @param contenders who takes part, in the order of the table
 * @param sync how long a disk sync takes at least
 * @param peer what one would write instead: where the rate is fixed, it is half of what this one takes
 * @param deliveriesPerSecond more than any of them takes at full speed
 * @param goals what ours should come to
 */
record Field(
        String title,
        List<Contender> contenders,
        Duration sync,
        Contender peer,
        int deliveriesPerSecond,
        List<Goal> goals) {}
