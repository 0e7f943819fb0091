package dev.anyhook.benchmarks.inbox;

import dev.anyhook.benchmarks.disk.Folders;
import dev.anyhook.benchmarks.disk.SlowDisk;
import dev.anyhook.benchmarks.disk.SyncCounter;
import dev.anyhook.receiver.IncomingEvent;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All contenders on one disk, in rounds, so that what the machine does meanwhile meets them alike. Runs in a process of
 * its own, whose disk is chosen by whoever starts it, and writes one line per contender and round.
 */
final class AppendRounds {
    private final Path folder;
    private final Plan plan;
    private final PrintStream out;
    private final @Nullable SyncCounter syncs;

    private AppendRounds(Path folder, Plan plan, PrintStream out, @Nullable SyncCounter syncs) {
        this.folder = folder;
        this.plan = plan;
        this.out = out;
        this.syncs = syncs;
    }

    /** Takes a folder, a plan's name, a file for the results, and perhaps a part of the names of contenders. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Plan plan = Plan.named(arguments[1]);
        String only = arguments.length > 3 ? arguments[3] : "";
        try (var out = new PrintStream(Files.newOutputStream(Path.of(arguments[2])), true);
                Postgres postgres = Postgres.start(folder.resolve("postgres"))) {
            out.println("version\tPostgreSQL\t" + postgres.version());
            new AppendRounds(folder, plan, out, SlowDisk.own().orElse(null)).run(postgres, only);
        }
    }

    private void run(Postgres postgres, String only) throws Exception {
        var contenders = new ArrayList<Contender>();
        for (int callers : plan.callers()) {
            contenders.addAll(Contenders.all(callers));
        }
        contenders.removeIf(contender -> !contender.key().contains(only));
        for (Contender contender : contenders) {
            measure(contender, postgres, plan.warmUp(), Duration.ZERO);
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contender contender : turned(contenders, round)) {
                Measured measured = measure(contender, postgres, plan.settling(), plan.measured());
                Results.write(out, contender.key(), measured);
                System.err.printf(Locale.ROOT, "round %d, %s: %.0f/s%n", round, contender.key(), measured.rate());
            }
        }
    }

    /** Every other round goes backwards: nobody always comes after the same one. */
    private static List<Contender> turned(List<Contender> contenders, int round) {
        var order = new ArrayList<>(contenders);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private Measured measure(Contender contender, Postgres postgres, Duration settling, Duration time)
            throws Exception {
        Path own = Files.createTempDirectory(folder, "contender");
        String url = contender.isOnPostgres() ? postgres.freshDatabase() : "";
        ProcessorTime processors = contender.isOnPostgres() ? ProcessorTime.with(postgres.pid()) : ProcessorTime.own();
        var load = new Load(syncs, processors, contender.events());
        try (Store store = contender.opening().at(own, url)) {
            load.run(store, contender.callers(), settling);
            Measured measured = load.run(store, contender.callers(), time);
            check(contender, store, load.made());
            return measured;
        } finally {
            Folders.delete(own);
            if (contender.isOnPostgres()) {
                postgres.drop(url);
            }
        }
    }

    /** All that was acknowledged is there, once; and what comes again is told from what is new. */
    private static void check(Contender contender, Store store, long appended) throws Exception {
        IncomingEvent seen = contender.events().apply(appended - 1);
        boolean mistaken = store.tellsDuplicates() && store.append(seen);
        if (mistaken || store.count() != appended) {
            throw new IllegalStateException(
                    contender.name() + " does not hold each event once: " + store.count() + " of " + appended);
        }
    }
}
