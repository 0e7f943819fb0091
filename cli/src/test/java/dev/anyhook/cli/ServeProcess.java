package dev.anyhook.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code anyhook serve} in a Java virtual machine of its own. */
final class ServeProcess implements AutoCloseable {
    /** What lives for seconds never earns what the second compiler costs. */
    private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final BufferedReader out;
    private final Path log;

    private ServeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it in {@code directory}, whose anyhook.yaml it reads; standard error goes to a file there. */
    static ServeProcess start(Path directory, String variable, String value) throws IOException {
        return start(directory, Map.of(variable, value), "dev.anyhook.cli.Main", "serve");
    }

    /** Starts a program that says where it listens as {@code serve} does. */
    static ServeProcess start(Path directory, Map<String, String> environment, String... program) throws IOException {
        Path log = Files.createTempFile(directory, "stderr", ".log");
        return new ServeProcess(
                process(directory, environment, program)
                        .redirectError(log.toFile())
                        .start(),
                log);
    }

    /** Starts it so that nobody ever reads its standard error. */
    static ServeProcess startUnheard(Path directory, Map<String, String> environment) throws IOException {
        var builder = process(directory, environment, "dev.anyhook.cli.Main", "serve");
        return new ServeProcess(builder.start(), directory.resolve("no log"));
    }

    private static ProcessBuilder process(Path directory, Map<String, String> environment, String... program) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String unpacked = "-Dorg.sqlite.tmpdir=" + directory; // What is killed leaves its native library behind.
        var builder = new ProcessBuilder(java, ONE_COMPILER, unpacked, "-cp", System.getProperty("java.class.path"));
        builder.command().addAll(List.of(program));
        builder.directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Where it listens, by its first line. */
    URI uri() throws IOException {
        String line = String.valueOf(out.readLine());
        if (!line.startsWith("anyhook listening on ")) {
            throw new AssertionError("the first line is: " + line);
        }
        return URI.create(line.substring("anyhook listening on ".length()));
    }

    /** The next line, waiting for it. */
    String nextLine() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("it has ended");
        }
        return line;
    }

    void closeItsOutput() throws IOException {
        out.close();
    }

    Path log() {
        return log;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Sends SIGKILL; what was written can still be read. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Every line that is left, until it ends. */
    List<String> remainingLines() {
        return out.lines().toList();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join(); // Its folder is deleted next.
    }
}
