package dev.anyhook.benchmarks.inbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a run has found, as Markdown. */
final class Report {
    static final String FAST = "a disk whose sync takes 30 us";
    static final String SLOW = "a disk whose sync takes 1 ms";
    static final String REAL = "the disk as it is";

    private final PrintStream out;
    private final List<String> goals = new ArrayList<>();
    private boolean met = true;
    private boolean sound = true;

    Report(PrintStream out) {
        this.out = out;
    }

    void text(String line) {
        out.println(line);
        out.println();
    }

    void head(String plan, Path folder) throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        text("Run of " + LocalDate.now() + ", " + plan + ": "
                + Runtime.getRuntime().availableProcessors() + " processors (" + processor + "), Linux "
                + System.getProperty("os.version") + ", JDK " + Runtime.version() + ", SQLite "
                + org.sqlite.SQLiteJDBCLoader.getVersion() + ", pgjdbc "
                + org.postgresql.util.DriverInfo.DRIVER_VERSION + "; files on "
                + Files.getFileStore(folder).type() + ".");
    }

    void appends(String disk, Results results, boolean counted) {
        out.println("### Appending, on " + disk);
        out.println();
        results.versions().forEach((what, version) -> text(what + " " + version + "."));
        out.println("| Contender, callers | appends/s (least to most) | p50 us | p99 us | p99.9 us | max us |"
                + " syncs per append | processor us per append |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (String key : results.keys()) {
            ToDoubleFunction<Measured> rate = Measured::rate;
            out.println("| " + key.replace("|", ", ") + " | " + whole(results.median(key, rate)) + " ("
                    + whole(results.least(key, rate)) + " to " + whole(results.most(key, rate)) + ") | "
                    + whole(results.median(key, Measured::p50)) + " | " + whole(results.median(key, Measured::p99))
                    + " | " + whole(results.median(key, Measured::p999)) + " | "
                    + whole(results.most(key, Measured::max)) + " | "
                    + (counted ? fine(results.median(key, Measured::syncs)) : "not counted") + " | "
                    + fine(results.median(key, Measured::processor)) + " |");
        }
        out.println();
        Goal.ofAppends(disk, results).forEach(goal -> add(disk, goal));
    }

    /** Prints a table that a process wrote line by line; a line that begins with {@code goal} is one. */
    void rows(String title, Path file) throws IOException {
        out.println("### " + title);
        out.println();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("goal")) {
                double value = Double.parseDouble(fields[2]);
                add(title, Goal.atMost(fields[1], value, Double.parseDouble(fields[3]), Double.parseDouble(fields[4])));
            } else {
                out.println(line);
            }
        }
        out.println();
    }

    private void add(String where, Goal goal) {
        goals.add(goal.line().replaceFirst("\\| ", "| " + where + ": "));
        met &= goal.isMet();
        sound &= goal.isAboveFloor();
    }

    /** Prints all goals; whether all are met, or if that is not {@code strict}, above their floors. */
    boolean goals(boolean strict) {
        out.println("### Goals");
        out.println();
        out.println("| Goal | Measured | Wanted | |");
        out.println("|---|---:|---:|---|");
        goals.forEach(out::println);
        return strict ? met : sound;
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }

    static String fine(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }
}
