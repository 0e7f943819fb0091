package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.VendorSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The record of a day, in which jobs have numbers: identifiers differ from one day to the next. */
final class Journal {
    private final Instant dawn;
    private final Map<String, String> episodes = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    Journal(Instant dawn) {
        this.dawn = dawn;
    }

    void add(String jobId, Episode episode) {
        numbers.put(jobId, numbers.size() + 1);
        episodes.put(jobId, episode.toString());
    }

    void read(VendorSimulator simulator) {
        String vendor = Vendor.of(simulator).toString();
        simulator.deliveries().attempts().forEach(attempt -> lines.add(line(vendor, attempt)));
    }

    private Line line(String vendor, Attempt attempt) {
        Integer number = numbers.get(attempt.jobId());
        String job = number == null ? "an earlier job" : "job " + number;
        return new Line(attempt.at(), vendor + " " + job + ": " + Words.of(attempt));
    }

    Story story(long seed) {
        List<String> text = lines.stream()
                .sorted(Comparator.comparing(Line::at))
                .map(line -> Duration.between(dawn, line.at()) + " " + line.text())
                .toList();
        return new Story(seed, episodes, text);
    }

    private record Line(Instant at, String text) {}
}
