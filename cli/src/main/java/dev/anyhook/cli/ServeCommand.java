package dev.anyhook.cli;

import dev.anyhook.cli.config.Config;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Receives deliveries until the process is told to stop. */
@Command(
        name = "serve",
        description = {
            "Receives deliveries and passes events on, one line of JSON each, to standard output.",
            "The first line of standard output says where it listens; everything else that is said goes to standard"
                    + " error. The whole configuration is checked before anything starts.",
            "On SIGTERM or SIGINT it takes no more deliveries, finishes those it has and what it is handing over, and"
                    + " ends with 143 or 130, as a process does that was told to stop. What waits stays in the inbox"
                    + " for the next start; from an inbox in memory it is handed over first. That takes 25 seconds at"
                    + " most as a rule, and a minute and more when the database or a reader hangs."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook serve --config anyhook.yaml > events.jsonl")
final class ServeCommand implements Callable<Integer> {
    private static final Duration TO_SAY_LAST_WORDS = Duration.ofSeconds(1);

    private final Shell shell;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ServeCommand(Shell shell) {
        this.shell = shell;
    }

    /** Whoever does not read its standard error, which holds its log as well, must not hold it up. */
    @Override
    public Integer call() throws IOException {
        Config read = config.forServing(shell);
        PrintStream before = System.err;
        var err = DetachedStream.before(new FileOutputStream(FileDescriptor.err));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            return serve(read, err);
        } finally {
            err.drain(TO_SAY_LAST_WORDS);
            System.setErr(before);
        }
    }

    private int serve(Config read, DetachedStream err) throws IOException {
        Serving serving = Serving.start(read, shell.withErr(err), started -> stopWithTheProcess(started, err));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException askedToStop) {
            serving.close();
        }
        return ExitCode.YES;
    }

    private static void stopWithTheProcess(Serving serving, DetachedStream err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serving, err), "anyhook-stop"));
    }

    /** What goes wrong is told without its message, which may quote anything. */
    private static void stop(Serving serving, DetachedStream err) {
        try {
            serving.close();
        } catch (Throwable bug) {
            String place = Arrays.stream(bug.getStackTrace())
                    .findFirst()
                    .map(StackTraceElement::toString)
                    .orElse("an unknown place");
            System.err.println("stopping failed: " + bug.getClass().getName() + " at " + place);
        } finally {
            err.drain(TO_SAY_LAST_WORDS);
        }
    }
}
