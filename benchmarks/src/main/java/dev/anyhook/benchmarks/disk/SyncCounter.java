package dev.anyhook.benchmarks.disk;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** How often some processes have synced a disk by now, whatever call they used. */
public final class SyncCounter {
    private static final int BYTES = 4096;
    private static final int KINDS = 6;

    private final LongBuffer counts;

    private SyncCounter(LongBuffer counts) {
        this.counts = counts;
    }

    /** A new counter in {@code file}, which processes of other users may write to. */
    static SyncCounter create(Path file) throws IOException {
        Files.write(file, new byte[BYTES]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        return of(file);
    }

    static SyncCounter of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SyncCounter(channel.map(FileChannel.MapMode.READ_ONLY, 0, BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer());
        }
    }

    /** Syncs since the counter was made. */
    public long total() {
        long sum = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            sum += counts.get(kind);
        }
        return sum;
    }
}
