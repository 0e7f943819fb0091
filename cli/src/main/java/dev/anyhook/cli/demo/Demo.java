package dev.anyhook.cli.demo;

import dev.anyhook.simulators.MovableClock;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Plays every vendor's part and says whether all of it came out right. */
final class Demo {
    private static final int WIDTH = 100;

    private final PrintWriter out;
    private final Ansi ansi;
    private int right;
    private int wrong;

    Demo(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    boolean run() {
        long begin = System.nanoTime();
        MovableClock clock = MovableClock.startingAt(Instant.now());
        List<Act> acts = List.of(new DiffioAct(clock), new NexioAct(clock), new SiviAct(clock));
        try {
            boolean quiet = play(acts, clock);
            say("");
            String totals = right + " outcomes right, " + wrong + " wrong, in "
                    + (System.nanoTime() - begin) / 1_000_000 + " ms of your time";
            if (!quiet) {
                say("@|bold,red The handler was called more often than it should have been.|@");
            }
            boolean good = quiet && wrong == 0;
            say((good ? "@|bold,green " : "@|bold,red ") + totals + "|@");
            return good;
        } finally {
            acts.forEach(Act::close);
        }
    }

    private boolean play(List<Act> acts, MovableClock clock) {
        say("@|bold Three simulated vendors on this machine; each is told where to deliver, through its own API.|@");
        for (Act act : acts) {
            say("");
            say("@|bold,cyan " + act.vendor() + "|@ configured");
            act.configure().forEach(this::tell);
        }
        var stage = new Stage(acts, clock);
        try (stage) {
            say("");
            say("The receiver listens on " + stage.uri() + "; a proxy in front of it would speak TLS.");
            say("Events are kept in a SQLite file, in a temporary folder that is deleted at the end.");
            acts.forEach(act -> act.deliverTo(stage.uri()));
            for (Act act : acts) {
                say("");
                say("@|bold,cyan " + act.vendor() + "|@ tested");
                tell(act.test());
                say("");
                act.play(stage);
                print(stage.takeRows());
                checkNothingElse(stage);
            }
        }
        return stage.sawNothingElse();
    }

    private void print(List<Row> rows) {
        say("@|faint   " + line("what was sent", "answer", "verdict", "the handler saw") + "|@");
        for (Row row : rows) {
            right += row.right() ? 1 : 0;
            wrong += row.right() ? 0 : 1;
            String mark = row.right() ? "@|green ✓|@ " : "@|bold,red ✗|@ ";
            say(mark + line(row.what(), row.http(), row.verdict(), row.handled()));
        }
    }

    /** A call of the handler that no row tells of is one more wrong outcome. */
    private void checkNothingElse(Stage stage) {
        if (!stage.sawNothingElse()) {
            wrong++;
            say("@|bold,red ✗|@ the handler was called once more than these lines tell");
        }
    }

    private static String line(String what, String http, String verdict, String handled) {
        return String.format("%-33s %-7s %-19s %s", what, http, verdict, handled);
    }

    /** Says {@code text} in lines that fit a terminal. */
    private void tell(String text) {
        var line = new StringBuilder("  ");
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                say(line.toString().stripTrailing());
                line.setLength(0);
                line.append("    ");
            }
            line.append(word).append(' ');
        }
        say(line.toString().stripTrailing());
    }

    private void say(String markup) {
        out.println(ansi.string(markup));
        out.flush();
    }
}
