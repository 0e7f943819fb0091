package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A file that grows by records, which a thread writes and syncs together as they come: the least that durability costs.
 * The end of the process closes it.
 */
final class SyncedFile {
    private static final int BUFFER = 1024 * 1024;

    private final FileChannel file;
    private final LinkedBlockingQueue<Line> waiting = new LinkedBlockingQueue<>();

    SyncedFile(Path path) throws IOException {
        this.file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        var writer = new Thread(this::run, "file-writer");
        writer.setDaemon(true);
        writer.start();
    }

    /** Adds a record; {@code kept} completes once it is on the disk. */
    void add(ByteBuffer record, CompletableFuture<Boolean> kept) {
        waiting.add(new Line(record, kept));
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        List<Line> group = new ArrayList<>();
        try {
            while (true) {
                group.add(waiting.take());
                waiting.drainTo(group);
                write(buffer, group);
                group.forEach(line -> line.kept().complete(true));
                group.clear();
            }
        } catch (InterruptedException closing) {
            group.forEach(line -> line.kept().completeExceptionally(closing));
        } catch (IOException broken) {
            group.forEach(line -> line.kept().completeExceptionally(broken));
        }
    }

    private void write(ByteBuffer buffer, List<Line> group) throws IOException {
        for (Line line : group) {
            if (buffer.remaining() < line.record().remaining()) {
                flush(buffer);
            }
            buffer.put(line.record());
        }
        flush(buffer);
        file.force(false);
    }

    private void flush(ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    private record Line(ByteBuffer record, CompletableFuture<Boolean> kept) {}
}
