package dev.anyhook.cli;

import dev.anyhook.WebhookException;
import dev.anyhook.cli.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into lines on standard error and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("anyhook: " + Printable.of(String.valueOf(wrong.getMessage())));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USE;
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        lines(failed).forEach(line -> err.println(Printable.of(line)));
        if (isVerbose(command)) {
            failed.printStackTrace(err);
        }
        err.flush();
        return failed instanceof ConfigException
                        || failed instanceof WrongUseException
                        || failed instanceof IllegalArgumentException
                ? ExitCode.WRONG_USE
                : ExitCode.FAILED;
    }

    private static boolean isVerbose(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof AnyhookCommand root && root.isVerbose();
    }

    private static List<String> lines(Exception failed) {
        String message = "anyhook: " + failed.getMessage();
        if (failed instanceof ConfigException config) {
            return config.problems();
        }
        if (failed instanceof WebhookException vendor) {
            return List.of(message + (vendor.retryable() ? "; the same command may succeed later" : ""));
        }
        if (failed instanceof WrongUseException || failed instanceof IllegalArgumentException) {
            return List.of(message);
        }
        if (failed instanceof UncheckedIOException wrapped) {
            return List.of(message + ": " + rootOf(wrapped).getMessage());
        }
        return failed instanceof IOException
                ? List.of(failed.getClass() == IOException.class ? message : "anyhook: " + failed)
                : List.of("anyhook: unexpected: " + failed + "; --verbose shows where");
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
