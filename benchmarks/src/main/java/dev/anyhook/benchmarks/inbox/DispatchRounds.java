package dev.anyhook.benchmarks.inbox;

import dev.anyhook.benchmarks.disk.Folders;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import dev.anyhook.receiver.Acknowledgement;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.RetryPolicy;
import dev.anyhook.receiver.WebhookReceiver;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A real receiver with signed deliveries on each inbox: how long an event waits for its handler at a gentle pace, and
 * how fast a backlog is worked off. One event in twenty fails at its first attempt and comes again.
 */
final class DispatchRounds {
    private static final int IN_FLIGHT = 256;
    private static final int PACED = 2_500;

    /** So many of these find connections that are yet to be opened and statements that are yet to be prepared. */
    private static final int SETTLING = 500;

    private static final long PACE_NANOS = TimeUnit.MICROSECONDS.toNanos(2_000);
    private static final int WARM_UP = 5_000;
    private static final RetryPolicy RETRIES = new RetryPolicy(10, Duration.ofMillis(20), 2, Duration.ofSeconds(1));

    private final Path folder;
    private final Postgres postgres;
    private final Deliveries deliveries = new Deliveries();

    private DispatchRounds(Path folder, Postgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /** Takes a folder, a plan's name, and a file for the results. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Plan plan = Plan.named(arguments[1]);
        try (var out = new PrintStream(Files.newOutputStream(Path.of(arguments[2])), true);
                Postgres postgres = Postgres.start(folder.resolve("postgres"))) {
            new DispatchRounds(folder, postgres).run(plan, out);
        }
    }

    private void run(Plan plan, PrintStream out) throws Exception {
        var latencies = new LinkedHashMap<String, Histogram>();
        var rates = new LinkedHashMap<String, List<Double>>();
        for (int round = 0; round <= plan.rounds(); round++) {
            boolean counts = round > 0;
            for (Map.Entry<String, Opening> inbox : inboxes(plan.handled()).entrySet()) {
                Histogram latency = paced(inbox.getValue());
                double eight = backlog(inbox.getValue(), counts ? plan.handled() : WARM_UP, 8);
                double many = backlog(inbox.getValue(), counts ? plan.handled() : WARM_UP, 64);
                if (counts) {
                    latencies
                            .computeIfAbsent(inbox.getKey(), key -> new Histogram(3))
                            .add(latency);
                    rates.computeIfAbsent(inbox.getKey() + " 8", key -> new ArrayList<>())
                            .add(eight);
                    rates.computeIfAbsent(inbox.getKey() + " 64", key -> new ArrayList<>())
                            .add(many);
                }
            }
        }
        out.println(
                "| Inbox | acknowledged to handler, p50 us | p99 us | handled/s, 8 at once | handled/s, 64 at once |");
        out.println("|---|---:|---:|---:|---:|");
        latencies.forEach((name, histogram) -> out.println("| " + name + " | "
                + Report.whole(histogram.getValueAtPercentile(50) / 1e3) + " | "
                + Report.whole(histogram.getValueAtPercentile(99) / 1e3) + " | "
                + spread(rates.get(name + " 8")) + " | " + spread(rates.get(name + " 64")) + " |"));
    }

    private static String spread(List<Double> rates) {
        double[] sorted =
                rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Report.whole(sorted[sorted.length / 2]) + " (" + Report.whole(sorted[0]) + " to "
                + Report.whole(sorted[sorted.length - 1]) + ")";
    }

    private Map<String, Opening> inboxes(int events) {
        var inboxes = new LinkedHashMap<String, Opening>();
        int room = Math.max(events, WARM_UP) * 2;
        inboxes.put("memory", (file, url) -> InMemoryInbox.withCapacity(room, room));
        inboxes.put("SQLite", (file, url) -> JdbcInbox.sqlite(file));
        inboxes.put("PostgreSQL", (file, url) -> JdbcInbox.postgresql(url, JdbcInboxOptions.defaults()));
        return inboxes;
    }

    private Histogram paced(Opening opening) throws Exception {
        var handled = new Handled(PACED);
        handled.open();
        try (Running running = start(opening, handled, 8)) {
            long next = System.nanoTime();
            for (int number = 0; number < PACED; number++) {
                send(running.receiver, handled, number, () -> {});
                next += PACE_NANOS;
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            }
            handled.awaitAll();
        }
        handled.insistOnOnce();
        return handled.latencies(SETTLING);
    }

    private double backlog(Opening opening, int events, int concurrency) throws Exception {
        var handled = new Handled(events);
        double perSecond;
        try (Running running = start(opening, handled, concurrency)) {
            var inFlight = new Semaphore(IN_FLIGHT);
            for (int number = 0; number < events; number++) {
                inFlight.acquire();
                send(running.receiver, handled, number, inFlight::release);
            }
            inFlight.acquire(IN_FLIGHT);
            long began = System.nanoTime();
            handled.open();
            handled.awaitAll();
            perSecond = events * 1e9 / (System.nanoTime() - began);
        }
        handled.insistOnOnce();
        return perSecond;
    }

    private void send(WebhookReceiver receiver, Handled handled, int number, Runnable then) throws Exception {
        receiver.receive(deliveries.delivery(number)).whenComplete((answer, failed) -> {
            if (answer == Acknowledgement.ACCEPTED) {
                handled.acknowledged(number);
            } else {
                System.err.println("delivery " + number + " was answered " + answer);
            }
            then.run();
        });
    }

    private Running start(Opening opening, Handled handled, int concurrency) throws Exception {
        Path own = Files.createTempDirectory(folder, "dispatch");
        String url = postgres.freshDatabase();
        WebhookReceiver receiver = WebhookReceiver.builder()
                .endpoint(Deliveries.ENDPOINT, new DiffioWebhooks(), Deliveries.trust())
                .inbox(opening.at(own.resolve("inbox.db"), url))
                .retries(RETRIES)
                .concurrency(concurrency)
                .on(EventFilter.any(), handled::handle)
                .build();
        return new Running(receiver, own, url);
    }

    /** Makes an empty inbox in a file or a database. */
    @FunctionalInterface
    private interface Opening {
        Inbox at(Path file, String url);
    }

    private final class Running implements AutoCloseable {
        private final WebhookReceiver receiver;
        private final Path own;
        private final String url;

        Running(WebhookReceiver receiver, Path own, String url) {
            this.receiver = receiver;
            this.own = own;
            this.url = url;
        }

        @Override
        public void close() throws Exception {
            receiver.close();
            Folders.delete(own);
            postgres.drop(url);
        }
    }
}
