package dev.anyhook.cli;

/** What the command's exit codes mean. */
final class ExitCode {
    /** The answer is yes. */
    static final int YES = 0;

    /** The answer is no. */
    static final int NO = 1;

    /** The command or its configuration cannot be used as it is. */
    static final int WRONG_USE = 2;

    /** The vendor, or the world between, failed. */
    static final int FAILED = 3;

    private ExitCode() {}
}
