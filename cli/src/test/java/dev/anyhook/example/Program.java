package dev.anyhook.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own, which is ended when its time is up. Its standard error goes to a file. */
final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private Program(Process process, Path errors) {
        this.process = process;
        this.out = process.inputReader();
        this.errors = errors;
    }

    static Program start(int minutes, Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path errors = Files.createTempFile("program", ".log");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        var program = new Program(builder.start(), errors);
        CompletableFuture.delayedExecutor(minutes, TimeUnit.MINUTES).execute(program::end);
        return program;
    }

    /** The next line that it prints. */
    String nextLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("it has ended; it said: " + Files.readString(errors));
        }
        return line;
    }

    /** Where {@code pattern} was first found in what it prints from here on, all of which goes into {@code lines}. */
    Matcher lineWith(Pattern pattern, List<String> lines) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                return found;
            }
        }
        throw new AssertionError("it has ended; it said: " + lines + Files.readString(errors));
    }

    /** Asks it to end, and gives what it printed that nobody has read. */
    List<String> endAndDrain() {
        process.toHandle().destroy();
        return out.lines().toList();
    }

    /** How it ended of its own, after what it printed and said. */
    String outcome() throws IOException, InterruptedException {
        String printed = String.join("\n", out.lines().toList());
        return printed + "\n" + Files.readString(errors) + "\nexit " + process.waitFor();
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException {
        end();
        Files.deleteIfExists(errors);
    }
}
