package dev.anyhook.cli.demo;

import dev.anyhook.http.HttpOptions;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.inbox.jdbc.InboxQuery;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import dev.anyhook.inbox.jdbc.RowState;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The receiver with its one handler, the clock that everybody follows, and the list of what happened. */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String NOTHING = "nothing";

    private final MovableClock clock;
    private final LinkedBlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final List<Row> rows = new ArrayList<>();
    private final Path folder;
    private final JdbcInbox inbox;
    private final WebhookReceiver receiver;
    private final HttpReceiver http;

    Stage(List<Act> acts, MovableClock clock) {
        this.clock = clock;
        this.folder = temporaryFolder();
        this.inbox = JdbcInbox.sqlite(
                folder.resolve("inbox.db"), JdbcInboxOptions.defaults().withClock(clock));
        var builder = WebhookReceiver.builder()
                .inbox(inbox)
                .clock(clock)
                .pollInterval(Duration.ofMillis(10))
                .lease(LEASE)
                .on(EventFilter.any(), (event, handling) -> seen.add(Seen.of(event, handling)));
        acts.forEach(act -> act.join(builder));
        this.receiver = builder.build();
        this.http =
                HttpReceiver.start(receiver, HttpOptions.defaults().withPort(0).withClock(clock));
    }

    URI uri() {
        return http.uri();
    }

    /** Lets time pass for the vendors and for us, once nobody is at work whose lease would run out. */
    void advance(Duration duration) {
        awaitThat(this::isIdle);
        clock.advance(duration);
    }

    /** Waits, and not for ever, until an event waits for its next try. */
    void awaitRetry() {
        awaitThat(() -> isIdle() && !pending().isEmpty());
    }

    /** Whether all that is not settled waits for a later try: its time has not come, and nobody holds it. */
    private boolean isIdle() {
        Instant now = clock.instant();
        return pending().stream().allMatch(due -> due.isAfter(now) && due.isBefore(now.plus(LEASE.dividedBy(2))));
    }

    private List<Instant> pending() {
        var due = new ArrayList<Instant>();
        inbox.list(
                InboxQuery.all().inState(RowState.PENDING).withoutPayloads(),
                row -> due.add(Objects.requireNonNull(row.dueAt())));
        return due;
    }

    private static void awaitThat(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /**
     * Reports what became of {@code attempt}, against what must become of it; an empty verdict is one that nobody was
     * asked for.
     */
    void report(Act act, String what, Attempt attempt, int http, String verdict, String... handled) {
        String answer = attempt.status() == null ? "none" : String.valueOf(attempt.status());
        String judged = verdict.isEmpty() ? verdict : act.verdict(attempt);
        String handledText = handled(handled.length);
        boolean right = answer.equals(String.valueOf(http))
                && judged.equals(verdict)
                && handledText.equals(joined(List.of(handled)));
        rows.add(new Row(what, answer, judged, handledText, right));
    }

    /** Reports what the handler saw without a further delivery. */
    void reportLater(String what, String... handled) {
        String handledText = handled(handled.length);
        rows.add(new Row(what, "", "", handledText, handledText.equals(joined(List.of(handled)))));
    }

    private String handled(int expected) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < expected; i++) {
            Seen next = take();
            texts.add(next == null ? NOTHING : next.text());
        }
        return joined(texts);
    }

    private static String joined(List<String> texts) {
        return texts.isEmpty() ? NOTHING : String.join("; ", texts);
    }

    private @Nullable Seen take() {
        try {
            return seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** What was reported since the last call. */
    List<Row> takeRows() {
        List<Row> taken = List.copyOf(rows);
        rows.clear();
        return taken;
    }

    /** After {@link #close()}: whether the handler was never called more often than it should have been. */
    boolean sawNothingElse() {
        return seen.isEmpty();
    }

    @Override
    public void close() {
        http.close();
        receiver.close();
        deleteFolder();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("anyhook-demo");
        } catch (IOException full) {
            throw new UncheckedIOException("the demo's inbox needs a temporary folder", full);
        }
    }

    private void deleteFolder() {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path file : inside.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException kept) {
            throw new UncheckedIOException("the demo's inbox could not be deleted", kept);
        }
    }
}
