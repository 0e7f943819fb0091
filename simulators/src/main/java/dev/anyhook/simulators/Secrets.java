package dev.anyhook.simulators;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The signing secrets of one endpoint: the newest, and for 24 hours each one that was rotated away. So Nexio says
 * ("Webhooks", read 2026-11-01); of Diffio's it is made up.
 */
final class Secrets {
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final List<Retired> retired = new ArrayList<>();
    private String newest;

    Secrets(String first) {
        this.newest = first;
    }

    synchronized String newest() {
        return newest;
    }

    synchronized void rotate(String replacement, Instant now) {
        retired.add(0, new Retired(newest, now.plus(OVERLAP)));
        newest = replacement;
    }

    /** What a delivery sent at {@code now} is signed with, newest first. */
    synchronized List<String> validAt(Instant now) {
        var valid = new ArrayList<String>();
        valid.add(newest);
        retired.stream()
                .filter(old -> now.isBefore(old.until()))
                .map(Retired::text)
                .forEach(valid::add);
        return valid;
    }

    private record Retired(String text, Instant until) {
        @Override
        public String toString() {
            return "Retired[until " + until + "]";
        }
    }
}
