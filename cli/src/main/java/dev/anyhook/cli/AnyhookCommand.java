package dev.anyhook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command without a sub-command, which only says what there is. */
@Command(
        name = "anyhook",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        usageHelpWidth = 100,
        synopsisSubcommandLabel = "COMMAND",
        description = "Receives webhooks from many AI vendors behind one interface.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:yes",
            "1:the answer is no",
            "2:wrong use, or a configuration that cannot be used",
            "3:the vendor or the world failed",
            "143, 130:ended by SIGTERM or SIGINT"
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook demo")
final class AnyhookCommand implements Callable<Integer> {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where an error came from.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        CommandLine command = spec.commandLine();
        command.getErr().println("anyhook: a command is missing");
        command.usage(command.getErr());
        return ExitCode.WRONG_USE;
    }
}
