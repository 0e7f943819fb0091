package dev.anyhook.receiver;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;

/** Everything logged by anyone between its opening and its closing. */
final class LogBook implements AutoCloseable {
    private static final Set<LogBook> OPEN = ConcurrentHashMap.newKeySet();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Line> lines = new ArrayList<>();

    private LogBook() {}

    static LogBook open() {
        var book = new LogBook();
        OPEN.add(book);
        return book;
    }

    static void write(Line line) {
        OPEN.forEach(book -> book.add(line));
    }

    private synchronized void add(Line line) {
        lines.add(line);
        notifyAll();
    }

    /** The lines that hold {@code part} so far. */
    synchronized List<Line> with(String part) {
        return lines.stream().filter(line -> line.text().contains(part)).toList();
    }

    /** The first line that holds {@code part}, as soon as there is one. */
    Line await(String part) throws InterruptedException {
        return await(part, 1).get(0);
    }

    /** The lines that hold {@code part}, as soon as there are {@code count}. */
    synchronized List<Line> await(String part, int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (with(part).size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not logged " + count + " times: '" + part + "', only " + lines);
            }
            wait(left);
        }
        return with(part);
    }

    /** All lines and their stack traces. */
    synchronized String everything() {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        for (Line line : lines) {
            out.println(line.text());
            if (line.thrown() != null) {
                line.thrown().printStackTrace(out);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }

    record Line(Level level, String text, Throwable thrown) {}
}
