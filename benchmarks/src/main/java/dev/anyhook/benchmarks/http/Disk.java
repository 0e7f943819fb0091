package dev.anyhook.benchmarks.http;

import dev.anyhook.benchmarks.disk.SlowDisk;
import dev.anyhook.benchmarks.disk.SyncCounter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The disk that one contender's processes see: syncs are counted, and take a given time at least. */
final class Disk {
    private final SlowDisk disk;
    private final Duration sync;
    private final List<SyncCounter> counters = new ArrayList<>();

    Disk(SlowDisk disk, Duration sync) {
        this.disk = disk;
        this.sync = sync;
    }

    /** Has {@code process}, and all that it starts, see this disk. */
    void under(ProcessBuilder process) throws IOException {
        counters.add(disk.under(process, sync));
    }

    /** How many syncs there were so far, of all processes that see this disk. */
    long syncs() {
        return counters.stream().mapToLong(SyncCounter::total).sum();
    }
}
