package dev.anyhook.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is told at once and in the file's order. */
final class Problems {
    private static final Comparator<Problem> IN_FILE_ORDER = Comparator.comparingInt(
                    (Problem problem) -> problem.place.line())
            .thenComparingInt(problem -> problem.place.column());

    private final String file;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /** Something that must change before the file can be used: the problem and the way out. */
    void at(Place place, String what) {
        errors.add(new Problem(place, what));
    }

    /** Something that works but should not stay. */
    void warnAt(Place place, String what) {
        warnings.add(new Problem(place, "warning: " + what));
    }

    int count() {
        return errors.size();
    }

    List<String> warnings() {
        return lines(warnings);
    }

    /** Ends the reading if anything must change. */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ConfigException(lines(errors));
        }
    }

    private List<String> lines(List<Problem> problems) {
        return problems.stream()
                .sorted(IN_FILE_ORDER)
                .map(problem -> file + ":" + problem.place.line() + ": "
                        + (problem.place.key().isEmpty() ? "" : problem.place.key() + ": ") + problem.what)
                .distinct()
                .toList();
    }

    private record Problem(Place place, String what) {}
}
