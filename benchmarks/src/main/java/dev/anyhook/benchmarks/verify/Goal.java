package dev.anyhook.benchmarks.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one trial should come to beside another.
 *
 * @param what it in words
 * @param one the trial whose time is divided, or whose allocation counts
 * @param other the trial whose time divides; null when allocation counts
 * @param bound the limit
 * @param atLeast whether the bound is the least allowed and not the most
 */
record Goal(String what, Trial one, @Nullable Trial other, double bound, boolean atLeast) {
    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;
    private static final double SAME = 1.0;
    private static final double ONCE_AND_A_HALF = 1.5;
    private static final double FEW_BYTES = 768;

    /** All that concern verification. */
    static final List<Goal> ALL = List.of(
            atMost("4 KiB, over SHA-256", ours(4 * KIB), ascii("sha256", 4 * KIB), 1.15),
            atMost("64 KiB, over SHA-256", ours(64 * KIB), ascii("sha256", 64 * KIB), 1.03),
            atMost("1 MiB, over SHA-256", ours(MIB), ascii("sha256", MIB), 1.03),
            atLeast("1 KiB, faster than svix", ascii("svixLibrary", KIB), ours(KIB), 2.0),
            atLeast("4 KiB, faster than svix", ascii("svixLibrary", 4 * KIB), ours(4 * KIB), 1.5),
            atLeast("4 KiB not all ASCII, faster than svix", mixed("svixLibrary"), mixed("oursSvix"), 3.0),
            atLeast("1 MiB, faster than svix", ascii("svixLibrary", MIB), ours(MIB), 1.4),
            fewBytes("1 KiB, bytes allocated", ours(KIB)),
            fewBytes("4 KiB, bytes allocated", ours(4 * KIB)),
            fewBytes("1 MiB, bytes allocated, the harness's among them", ours(MIB)),
            fewBytes("1 KiB `t=,v1=`, bytes allocated", ascii("oursTimestamped", KIB)),
            event("4 KiB, to Diffio's event over the signature", "diffioEvent", "svixSignature"),
            event("4 KiB, to Nexio's event over the signature", "nexioEvent", "timestampedSignature"),
            refusal("4 KiB, wrong signature over genuine, one secret", "wrongSignature", 4 * KIB, 4 * KIB, SAME),
            refusal("1 MiB, wrong signature over genuine, one secret", "wrongSignature", MIB, MIB, SAME),
            refusal("4 KiB, stale over genuine", "staleTimestamp", 4 * KIB, 4 * KIB, 0.2),
            refusal("1 MiB, stale over genuine of 4 KiB", "staleTimestamp", MIB, 4 * KIB, 0.2),
            refusal("4 KiB, missing header over genuine", "missingHeader", 4 * KIB, 4 * KIB, 0.2),
            refusal("1 MiB, missing header over genuine of 4 KiB", "missingHeader", MIB, 4 * KIB, 0.2));

    private static Goal atMost(String what, Trial one, Trial other, double bound) {
        return new Goal(what, one, other, bound, false);
    }

    private static Goal atLeast(String what, Trial one, Trial other, double bound) {
        return new Goal(what, one, other, bound, true);
    }

    private static Goal fewBytes(String what, Trial one) {
        return new Goal(what, one, null, FEW_BYTES, false);
    }

    private static Goal refusal(String what, String contender, int size, int genuineSize, double bound) {
        return atMost(
                what,
                Trial.of(RefusalBenchmark.class, contender, size),
                Trial.of(RefusalBenchmark.class, "genuine", genuineSize),
                bound);
    }

    private static Goal event(String what, String event, String signature) {
        return atMost(
                what,
                Trial.of(EventBenchmark.class, event, 4 * KIB),
                Trial.of(EventBenchmark.class, signature, 4 * KIB),
                ONCE_AND_A_HALF);
    }

    private static Trial ours(int size) {
        return ascii("oursSvix", size);
    }

    private static Trial ascii(String contender, int size) {
        return Trial.genuine(contender, size, Script.ASCII);
    }

    private static Trial mixed(String contender) {
        return Trial.genuine(contender, 4 * KIB, Script.MIXED);
    }

    Spread reached(Scores scores) {
        return other == null ? scores.allocated(one) : scores.ratio(one, other);
    }

    /** In a word; only a ratio that is beyond its goal itself needs the slack. */
    String verdict(Scores scores, double slack) {
        if (isMet(scores, 1)) {
            return "PASS";
        }
        return isMet(scores, slack) ? "within slack" : "MISS";
    }

    /**
     * Whether the median of the rounds is within the bound, or {@code slack} times as far out; bytes are given no
     * slack.
     */
    boolean isMet(Scores scores, double slack) {
        double reached = reached(scores).middle();
        double allowed = other == null ? 1 : slack;
        return atLeast ? reached * allowed >= bound : reached <= bound * allowed;
    }
}
