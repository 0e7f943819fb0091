package dev.anyhook.testkit.vendors;

import dev.anyhook.JobState;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.VendorSimulator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What really happened to jobs, as the vendors know it: a snapshot. */
public final class Truth {
    private final Map<String, Job> jobs;
    private final Set<String> known;
    private final Story story;

    private Truth(Map<String, Job> jobs, Set<String> known, Story story) {
        this.jobs = Collections.unmodifiableMap(jobs);
        this.known = Set.copyOf(known);
        this.story = story;
    }

    /** The truth about all jobs but {@code earlier} ones. */
    static Truth of(Simulators simulators, Set<String> earlier, Story story) {
        var jobs = new LinkedHashMap<String, Job>();
        Set<String> known = new HashSet<>(earlier);
        simulators.forEach(simulator -> {
            List<Attempt> attempts = simulator.deliveries().attempts();
            simulator.jobs().forEach((id, word) -> {
                if (!earlier.contains(id)) {
                    jobs.put(id, job(simulator, attempts, id, word, story));
                }
            });
            attempts.stream()
                    .filter(attempt -> attempt.sent().isGenuine())
                    .forEach(attempt -> known.add(attempt.jobId()));
        });
        known.addAll(jobs.keySet());
        return new Truth(jobs, known, story);
    }

    private static Job job(VendorSimulator simulator, List<Attempt> all, String id, String word, Story story) {
        Vendor vendor = Vendor.of(simulator);
        JobState state = Vendor.state(word);
        List<Attempt> attempts =
                all.stream().filter(attempt -> attempt.jobId().equals(id)).toList();
        boolean told = attempts.stream().anyMatch(attempt -> vendor.tells(attempt, id, state));
        var account = new ArrayList<String>();
        story.episodeOf(id).ifPresent(account::add);
        attempts.forEach(attempt -> account.add(Words.of(attempt)));
        return new Job(vendor + " " + id, state, told, account);
    }

    /** Every job and the state it came to. */
    public Map<String, JobState> states() {
        var states = new LinkedHashMap<String, JobState>();
        jobs.forEach((id, job) -> states.put(id, job.state()));
        return Collections.unmodifiableMap(states);
    }

    /**
     * The jobs whose end the service could know from a webhook: some genuine delivery that says so may have reached it.
     * Of the others only the vendor's API tells.
     */
    public Set<String> told() {
        Set<String> told = new HashSet<>();
        jobs.forEach((id, job) -> {
            if (job.told()) {
                told.add(id);
            }
        });
        return Collections.unmodifiableSet(told);
    }

    /**
     * What was sent during the day and what came back, line by line, in which jobs have numbers and no line holds
     * anything secret; empty unless a {@link BadDay} was lived.
     */
    public List<String> journal() {
        return story.journal();
    }

    Map<String, Job> jobs() {
        return jobs;
    }

    /** Whether some vendor knows of the job, be it an earlier one or one of a sample. */
    boolean knows(String jobId) {
        return known.contains(jobId);
    }

    /** What a failure begins with. */
    String title() {
        return story.seed() == null ? "the vendors' jobs" : Seeds.note(story.seed());
    }

    @Override
    public String toString() {
        return "Truth[" + title() + ", " + jobs.size() + " jobs, " + told().size() + " told]";
    }

    /** One job as its vendor knows it; the account is for failure messages. */
    record Job(String name, JobState state, boolean told, List<String> account) {
        Job {
            account = List.copyOf(account);
        }
    }
}
