package dev.anyhook.benchmarks.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Trials that stand in one table.
 *
 * @param title what they have in common
 * @param trials a row for each; the others are told in terms of the first
 */
record Comparison(String title, List<Trial> trials) {
    static final List<Integer> SIZES = List.of(256, 1024, 4096, 65_536, 1_048_576);
    static final int TYPICAL = 4096;

    private static final List<String> VERIFIERS = List.of(
            "oursSvix",
            "oursTimestamped",
            "svixLibrary",
            "svixLibraryGivenText",
            "standardWebhooksLibrary",
            "stripeLibrary",
            "bareMac",
            "hmacFloor",
            "sha256");

    /** Every contender at every size that it is measured at. */
    static final List<Comparison> ALL = all();

    private static List<Comparison> all() {
        var all = new ArrayList<Comparison>();
        for (int size : SIZES) {
            all.add(genuine("Genuine, " + size + " bytes", size, Script.ASCII));
        }
        all.add(genuine("Genuine, " + TYPICAL + " bytes, one character in a hundred not ASCII", TYPICAL, Script.MIXED));
        all.add(new Comparison(
                "A token in the URL, whatever the body",
                List.of(Trial.genuine("oursUrlToken", TYPICAL, Script.ASCII))));
        for (int size : List.of(TYPICAL, 1_048_576)) {
            all.add(of(
                    "Refusals with one secret, " + size + " bytes",
                    RefusalBenchmark.class,
                    size,
                    List.of("genuine", "wrongSignature", "staleTimestamp", "missingHeader")));
        }
        all.add(of(
                "Two secrets, " + TYPICAL + " bytes",
                RotationBenchmark.class,
                TYPICAL,
                List.of("newerSecret", "olderSecret", "neitherSecret")));
        for (int size : List.of(1024, TYPICAL, 65_536)) {
            all.add(of(
                    "To an event over the Svix signature, " + size + " bytes; Sivi signs nothing",
                    EventBenchmark.class,
                    size,
                    List.of("svixSignature", "diffioEvent", "diffioEventAtTheEnd", "siviEvent")));
            all.add(of(
                    "To an event over the `t=,v1=` signature, " + size + " bytes",
                    EventBenchmark.class,
                    size,
                    List.of("timestampedSignature", "nexioEvent")));
        }
        return List.copyOf(all);
    }

    private static Comparison genuine(String title, int size, Script script) {
        return new Comparison(
                title,
                VERIFIERS.stream()
                        .map(contender -> Trial.genuine(contender, size, script))
                        .toList());
    }

    private static Comparison of(String title, Class<?> group, int size, List<String> contenders) {
        return new Comparison(
                title,
                contenders.stream()
                        .map(contender -> Trial.of(group, contender, size))
                        .toList());
    }
}
