package dev.anyhook.benchmarks.http;

import dev.anyhook.benchmarks.disk.Folders;
import dev.anyhook.benchmarks.disk.SlowDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures servers side by side: {@code HttpBenchmark [quick|full|trial] [nothing|fast|slow]...}, from the project's
 * root. Exits 1 when a ratio is below its floor.
 */
final class HttpBenchmark {
    private static final Duration LONGEST_MEASUREMENT = Duration.ofSeconds(240);

    private final Mode mode;
    private final Path folder = Folders.fresh("anyhook-http");
    private final SlowDisk disk;
    private final Report report = new Report(System.out);

    private HttpBenchmark(Mode mode) throws IOException, InterruptedException {
        this.mode = mode;
        Tidying.atTheEnd(folder);
        this.disk = SlowDisk.compiledInto(folder)
                .orElseThrow(() -> new IOException("syncs are counted by a library in C; there is no compiler for it"));
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Mode mode = Mode.named(args.length == 0 ? "quick" : args[0]);
        List<String> fields = args.length > 1 ? List.of(args).subList(1, args.length) : Fields.NAMES;
        var contenders = new Contenders(
                Path.of("cli", "target", "anyhook.jar").toAbsolutePath(),
                new Peers(Path.of("benchmarks", "peers"), System.getProperty("maven", "mvn")));
        var benchmark = new HttpBenchmark(mode);
        benchmark.report.begin(mode, contenders.versions());
        boolean sound = benchmark.run(new Fields(contenders, mode != Mode.QUICK), fields);
        System.exit(sound ? 0 : 1);
    }

    private boolean run(Fields fields, List<String> names) throws IOException {
        boolean sound = true;
        for (String name : names) {
            sound &= run(fields.named(name));
        }
        return sound;
    }

    private boolean run(Field field) throws IOException {
        var results = new Results(field);
        Deliveries deliveries = deliveries(field);
        int rate = Measurement.halfOfPeer(mode, field, deliveries, disk, folder);
        for (int round = 0; round < mode.rounds(); round++) {
            var order = new ArrayList<>(field.contenders());
            Collections.rotate(order, round);
            for (Contender contender : order) {
                if (!deliveries.isGoodFor(LONGEST_MEASUREMENT)) {
                    deliveries = deliveries(field);
                }
                System.err.println("round " + (round + 1) + ": " + contender.name());
                Figures figures = new Measurement(mode, field, rate, deliveries, disk, folder).of(contender);
                System.err.println(figures);
                results.add(contender, figures);
            }
        }
        report.table(field, results, rate, deliveries);
        return mode == Mode.TRIAL || report.goals(field, results);
    }

    private Deliveries deliveries(Field field) {
        return Deliveries.sign(
                (int) (field.deliveriesPerSecond() * mode.longest().toSeconds()));
    }
}
