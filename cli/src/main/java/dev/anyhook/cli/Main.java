package dev.anyhook.cli;

import dev.anyhook.cli.demo.DemoCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The {@code anyhook} command. */
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Shell.ofProcess(), args));
    }

    /** Runs the command within {@code shell} and returns its exit code. */
    static int run(Shell shell, String... args) {
        var failures = new Failures();
        CommandLine command = new CommandLine(new AnyhookCommand())
                .addSubcommand("demo", new DemoCommand())
                .addSubcommand("serve", new ServeCommand(shell))
                .addSubcommand("configure", new ConfigureCommand(shell))
                .addSubcommand("test", new TestCommand(shell))
                .addSubcommand("verify", new VerifyCommand(shell))
                .addSubcommand("send", new SendCommand(shell))
                .addSubcommand("providers", new ProvidersCommand(shell))
                .addSubcommand("inbox", inbox(shell))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
        int code = command.setOut(writer(shell.out()))
                .setErr(writer(shell.err()))
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .execute(args);
        if (code == ExitCode.YES && shell.out().checkError()) {
            shell.err().println("anyhook: standard output cannot be written, or not all of it");
            return ExitCode.FAILED;
        }
        return code;
    }

    private static CommandLine inbox(Shell shell) {
        return new CommandLine(new InboxCommand())
                .addSubcommand("list", new InboxListCommand(shell))
                .addSubcommand("show", new InboxShowCommand(shell))
                .addSubcommand("replay", new InboxReplayCommand(shell))
                .addSubcommand("discard", new InboxDiscardCommand(shell))
                .addSubcommand("dead", new InboxDeadCommand(shell))
                .addSubcommand("status", new InboxStatusCommand(shell));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
