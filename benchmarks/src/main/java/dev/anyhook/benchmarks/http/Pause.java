package dev.anyhook.benchmarks.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A wait of the benchmark itself, for processes that nothing else tells about. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
