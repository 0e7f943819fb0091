package dev.anyhook.testkit.vendors;

import dev.anyhook.JobState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** What a service did, held against the truth. */
final class Comparison {
    private final Truth truth;
    private final boolean excusesUntold;
    private final List<String> differences = new ArrayList<>();

    Comparison(Truth truth, boolean excusesUntold) {
        this.truth = truth;
        this.excusesUntold = excusesUntold;
    }

    /** Each difference, with what happened to the job; none when all is right. */
    List<String> ofActions(Collection<Outcome> actions) {
        var byJob = new LinkedHashMap<String, List<JobState>>();
        actions.stream()
                .filter(action -> action.state().isTerminal())
                .forEach(action -> byJob.computeIfAbsent(action.jobId(), id -> new ArrayList<>())
                        .add(action.state()));
        truth.jobs().forEach((id, job) -> compare(job, byJob.getOrDefault(id, List.of())));
        byJob.forEach(this::lookForForgery);
        return List.copyOf(differences);
    }

    private void compare(Truth.Job job, List<JobState> actions) {
        if (!job.state().isTerminal()) {
            if (!actions.isEmpty()) {
                add("too early", job, "is still " + job.state() + " and was handled as " + actions);
            }
        } else if (actions.isEmpty()) {
            if (job.told()) {
                add("missing", job, "ended " + job.state() + " and was not handled");
            } else if (!excusesUntold) {
                add("missing", job, "ended " + job.state() + ", and no delivery can have told so: only the API does");
            }
        } else if (!actions.stream().allMatch(action -> isRight(job.state(), action))) {
            add("wrong", job, "ended " + job.state() + " and was handled as " + actions);
        } else if (actions.size() > 1) {
            add("repeated", job, "ended " + job.state() + " and was handled " + actions.size() + " times");
        }
    }

    private static boolean isRight(JobState truth, JobState action) {
        return action == truth || (truth == JobState.DEGRADED && action == JobState.SUCCEEDED);
    }

    private void lookForForgery(String jobId, List<JobState> actions) {
        if (!truth.knows(jobId)) {
            differences.add("  forged: no vendor knows a job " + jobId + ", and it was handled as " + actions);
        }
    }

    private void add(String kind, Truth.Job job, String what) {
        differences.add("  " + kind + ": " + job.name() + " " + what);
        job.account().forEach(line -> differences.add("      " + line));
    }
}
