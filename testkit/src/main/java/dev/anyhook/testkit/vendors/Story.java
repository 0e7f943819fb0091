package dev.anyhook.testkit.vendors;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a day went.
 *
 * @param seed the day's seed, null if no day was lived
 * @param episodes for each job what was going on when it was done
 * @param journal what the vendors and strangers sent, and what they were answered
 */
record Story(@Nullable Long seed, Map<String, String> episodes, List<String> journal) {
    static final Story UNTOLD = new Story(null, Map.of(), List.of());

    Story {
        episodes = Map.copyOf(episodes);
        journal = List.copyOf(journal);
    }

    Optional<String> episodeOf(String jobId) {
        return Optional.ofNullable(episodes.get(jobId));
    }
}
