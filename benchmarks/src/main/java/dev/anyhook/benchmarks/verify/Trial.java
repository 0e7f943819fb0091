package dev.anyhook.benchmarks.verify;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * One benchmark at one size, measured in a virtual machine of its own.
 *
 * @param group the class
 * @param contender the method
 * @param size bytes of body
 * @param script the characters of the body; null where the group has one only
 */
record Trial(
        Class<?> group,
        String contender,
        int size,
        @Nullable Script script) {
    private static final Set<String> WITHOUT_BODY = Set.of("oursUrlToken", "staleTimestamp", "missingHeader");

    static Trial genuine(String contender, int size, Script script) {
        return new Trial(GenuineBenchmark.class, contender, size, script);
    }

    static Trial of(Class<?> group, String contender, int size) {
        return new Trial(group, contender, size, null);
    }

    /** Whether the body is looked at, so that bytes in a second mean anything. */
    boolean readsBody() {
        return !WITHOUT_BODY.contains(contender);
    }

    /** Makes {@code options} those of this trial and of no other. */
    void choose(ChainedOptionsBuilder options) {
        options.include("^" + Pattern.quote(group.getName() + "." + contender) + "$");
        options.param("size", Integer.toString(size));
        if (script != null) {
            options.param("script", script.name());
        }
    }

    @Override
    public String toString() {
        return contender + " " + size + (script == null ? "" : " " + script);
    }
}
