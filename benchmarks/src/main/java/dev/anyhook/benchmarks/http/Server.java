package dev.anyhook.benchmarks.http;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own that listens at a port of 127.0.0.1. What it writes to standard output goes to /dev/null. */
final class Server implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(150);
    private static final Duration TO_STOP = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration HARDLY_ANYTHING = Duration.ofMillis(10);
    private static final String HEAP = "-Xmx1g";

    private final Process process;
    private final int port;
    private final Path folder;

    private Server(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /** A port that is free at the moment. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Runs this JDK with the arguments, every contender with the same heap; comes back once it listens. */
    static Server java(List<String> arguments, int port, Disk disk, Path folder) throws IOException {
        var command = new ArrayList<String>();
        command.add(Jvm.command());
        command.add(HEAP);
        command.add("-Xlog:gc:file=" + folder.resolve("gc.log"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("server.log").toFile());
        disk.under(builder);
        var server = new Server(builder.start(), port, folder);
        try {
            server.awaitListening();
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
        return server;
    }

    private void awaitListening() throws IOException {
        long end = System.nanoTime() + TO_START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                Pause.of(Duration.ofMillis(50));
            }
        }
        throw new IOException(
                "a contender did not start: " + Files.readString(folder.resolve("server.log"), StandardCharsets.UTF_8));
    }

    int port() {
        return port;
    }

    /** Processor time so far, of all threads, in user and in kernel. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Processor time of its compilers so far. */
    Duration compiling() throws IOException {
        return new Compilers(process.pid()).cpu();
    }

    /** Bytes allocated so far, as the garbage collections tell. */
    long allocated() throws IOException {
        return GcLog.allocated(folder.resolve("gc.log"));
    }

    /** Memory resident at the moment, in bytes; 0 where there is no /proc. */
    long resident() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Waits until it has nothing left to do, and says for how long it had; {@code limit} if it still has then. */
    Duration awaitIdle(Duration limit) {
        long began = System.nanoTime();
        Duration busy = Duration.ZERO;
        Duration before = cpu();
        while (busy.compareTo(limit) < 0) {
            Pause.of(LOOK);
            Duration now = cpu();
            if (now.minus(before).compareTo(HARDLY_ANYTHING) <= 0) {
                return busy;
            }
            before = now;
            busy = Duration.ofNanos(System.nanoTime() - began);
        }
        return limit;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
