package dev.anyhook.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, whose standard error goes to a file. */
final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private Program(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader();
        this.errors = errors;
    }

    static Program start(Path directory, Map<String, String> environment, List<String> command) throws IOException {
        Path errors = Files.createTempFile(directory, "stderr", ".log");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), errors);
    }

    /** The next line that it prints. */
    String nextLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("it has ended; it said: " + Files.readString(errors));
        }
        return line;
    }

    /** Ends it with SIGTERM, and gives what it printed that nobody has read. */
    List<String> endAndDrain() {
        process.toHandle().destroy();
        return out.lines().toList();
    }

    /** What it printed and said until it ended of its own. */
    String outcome(int minutes) throws IOException, InterruptedException {
        String printed = String.join("\n", out.lines().toList());
        boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
        return (ended ? "exit " + process.exitValue() : "still running") + "\n" + printed + "\n"
                + Files.readString(errors);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
