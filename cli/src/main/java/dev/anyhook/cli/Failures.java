package dev.anyhook.cli;

import dev.anyhook.WebhookException;
import dev.anyhook.cli.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
        if (failed instanceof WrongUseException
                || failed instanceof UnavailableException
                || failed instanceof IllegalArgumentException) {
            return List.of(message);
        }
        if (failed instanceof UncheckedIOException wrapped) {
            return List.of(message + ": " + rootOf(wrapped).getMessage());
        }
        return failed instanceof IOException world
                ? List.of("anyhook: " + said(world))
                : List.of("anyhook: unexpected: " + failed + "; --verbose shows where");
    }

    /** What happened, in words: messages of the JDK's own exceptions are often no more than a file's name. */
    static String said(IOException failed) {
        return failed instanceof FileSystemException file ? file.getFile() + ": " + reason(file) : reason(failed);
    }

    /** Why it happened, without the name of the file and without that of a class. */
    static String reason(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failed instanceof AccessDeniedException) {
            return "permission denied";
        }
        String message = failed instanceof FileSystemException file ? file.getReason() : failed.getMessage();
        return message == null || message.isBlank() ? "input or output failed" : message;
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
