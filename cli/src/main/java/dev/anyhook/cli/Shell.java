package dev.anyhook.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** What a command finds around it: the environment, the streams and the time. Tests bring their own. */
final class Shell {
    private final Map<String, String> environment;
    private final OutputStream standardOutput;
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    private Shell(Map<String, String> environment, OutputStream out, OutputStream err, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.standardOutput = out;
        this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** The shell that this process was started from. */
    static Shell ofProcess() {
        return new Shell(System.getenv(), new FileOutputStream(FileDescriptor.out), System.err, InstantSource.system());
    }

    /** A shell of the caller's making. */
    static Shell of(Map<String, String> environment, OutputStream out, OutputStream err, InstantSource clock) {
        return new Shell(environment, out, err, clock);
    }

    /** The same with another standard error. */
    Shell withErr(OutputStream other) {
        return new Shell(environment, standardOutput, other, clock);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Standard output as bytes, for whoever must know that a write failed. */
    OutputStream standardOutput() {
        return standardOutput;
    }

    /** Standard output, for people. */
    PrintStream out() {
        return out;
    }

    /** Standard error, for people. */
    PrintStream err() {
        return err;
    }

    InstantSource clock() {
        return clock;
    }
}
