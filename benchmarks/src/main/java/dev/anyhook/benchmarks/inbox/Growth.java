package dev.anyhook.benchmarks.inbox;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What rows that are there already cost those that come: inboxes of several sizes side by side, measured in turns, then
 * emptied by pruning.
 */
final class Growth {
    private static final double MOST = 1.3;
    private static final double APPEND_FLOOR = 1.6;
    private static final double BACKLOG_FLOOR = 2.3;
    private static final double CLAIM_FLOOR = 1.5;

    private Growth() {}

    /** Takes a folder, a plan's name, and a file for the results. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Plan plan = Plan.named(arguments[1]);
        try (var out = new PrintStream(Files.newOutputStream(Path.of(arguments[2])), true);
                Postgres postgres = Postgres.start(folder.resolve("postgres"))) {
            out.println(
                    "| Inbox | rows | append us, 64 at once | 512 at once | claim and settle us | claim of none us | bytes per row |"
                            + " pruned rows/s | size after / before |");
            out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
            var goals = new ArrayList<String>();
            for (boolean sqlite : new boolean[] {true, false}) {
                measure(folder, postgres, plan, sqlite, out, goals);
            }
            goals.forEach(out::println);
        }
    }

    private static void measure(
            Path folder, Postgres postgres, Plan plan, boolean sqlite, PrintStream out, List<String> goals)
            throws Exception {
        var inboxes = new ArrayList<FilledInbox>();
        for (int rows : plan.rows()) {
            inboxes.add(FilledInbox.of(rows, sqlite, folder, postgres));
            System.err.println("filled " + rows + " rows");
        }
        for (int round = 0; round <= plan.rounds(); round++) {
            for (FilledInbox inbox : inboxes) {
                inbox.round(round > 0);
            }
        }
        String engine = sqlite ? "SQLite" : "PostgreSQL";
        for (FilledInbox inbox : inboxes) {
            long before = inbox.size();
            double pruned = inbox.prune();
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.1f | %.1f | %.1f | %d | %s | %.2f |%n",
                    engine,
                    Report.whole(inbox.rows()),
                    inbox.append(),
                    inbox.appendMany(),
                    inbox.claim(),
                    inbox.idleClaim(),
                    inbox.bytesPerRow(),
                    Report.whole(pruned),
                    (double) inbox.size() / before);
        }
        FilledInbox small = inboxes.get(0);
        FilledInbox large = inboxes.get(inboxes.size() - 1);
        String against = " with " + Report.whole(large.rows()) + " rows, times that with " + Report.whole(small.rows());
        goals.add(goal(engine + ", append, 64 at once," + against, large.append() / small.append(), APPEND_FLOOR));
        goals.add(goal(
                engine + ", append, 512 at once," + against, large.appendMany() / small.appendMany(), BACKLOG_FLOOR));
        goals.add(goal(engine + ", claim and settle," + against, large.claim() / small.claim(), CLAIM_FLOOR));
        for (FilledInbox inbox : inboxes) {
            inbox.close();
        }
    }

    private static String goal(String says, double ratio, double floor) {
        return "goal\t" + says + "\t" + ratio + "\t" + MOST + "\t" + floor;
    }
}
