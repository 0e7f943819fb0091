package dev.anyhook.cli;

import dev.anyhook.cli.config.Config;
import java.io.IOException;
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
                    + " most."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook serve --config anyhook.yaml > events.jsonl")
final class ServeCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ServeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Config read = config.forServing(shell);
        Serving serving = Serving.start(read, shell, ServeCommand::stopWithTheProcess);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException askedToStop) {
            serving.close();
        }
        return ExitCode.YES;
    }

    private static void stopWithTheProcess(Serving serving) {
        Runtime.getRuntime().addShutdownHook(new Thread(serving::close, "anyhook-stop"));
    }
}
