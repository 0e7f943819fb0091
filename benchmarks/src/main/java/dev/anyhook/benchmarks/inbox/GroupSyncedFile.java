package dev.anyhook.benchmarks.inbox;

import dev.anyhook.receiver.IncomingEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A journal: one thread writes whatever queued while it wrote the last group to the end of a file, syncs once, and
 * answers all who wait. It has no index, so it cannot tell a duplicate or hand anything out.
 */
final class GroupSyncedFile implements Store {
    private static final int LARGEST_GROUP = 512;

    private final Path file;
    private final FileChannel channel;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::run, "group-synced-file");

    GroupSyncedFile(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public boolean append(IncomingEvent incoming) throws Exception {
        var entry = new Entry(Record.of(incoming), new CompletableFuture<>());
        queue.add(entry);
        return entry.written.get(30, TimeUnit.SECONDS);
    }

    private void run() {
        var group = new ArrayList<Entry>();
        try {
            while (true) {
                group.add(queue.take());
                queue.drainTo(group, LARGEST_GROUP - 1);
                write(group);
                group.clear();
            }
        } catch (InterruptedException closing) {
            group.forEach(entry -> entry.written.completeExceptionally(closing));
        }
    }

    private void write(ArrayList<Entry> group) {
        try {
            ByteBuffer[] pieces = group.stream().map(Entry::bytes).toArray(ByteBuffer[]::new);
            int first = 0;
            while (first < pieces.length) {
                channel.write(pieces, first, pieces.length - first);
                while (first < pieces.length && !pieces[first].hasRemaining()) {
                    first++;
                }
            }
            channel.force(false);
            group.forEach(entry -> entry.written.complete(true));
        } catch (IOException failed) {
            group.forEach(entry -> entry.written.completeExceptionally(failed));
        }
    }

    @Override
    public long count() throws IOException {
        return Record.count(file);
    }

    @Override
    public boolean tellsDuplicates() {
        return false;
    }

    @Override
    public void close() throws Exception {
        writer.interrupt();
        writer.join();
        channel.close();
    }

    private record Entry(ByteBuffer bytes, CompletableFuture<Boolean> written) {}
}
