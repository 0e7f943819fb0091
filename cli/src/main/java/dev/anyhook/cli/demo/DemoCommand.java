package dev.anyhook.cli.demo;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job on this machine. */
@Command(
        name = "demo",
        description = {
            "Runs the main job on this machine against simulated vendors.",
            "Three vendors are configured and tested through their own APIs, then send genuine, repeated, forged,"
                    + " stale, tampered and reordered deliveries to a real receiver.",
            "Exits with 0 only if every outcome was the right one, with 1 if any was not."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook demo")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--log", description = "Show the receiver's log as well, on standard error.")
    private boolean log;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        if (!log) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        }
        CommandLine line = spec.commandLine();
        return new Demo(line.getOut(), line.getColorScheme().ansi()).run() ? 0 : 1;
    }
}
