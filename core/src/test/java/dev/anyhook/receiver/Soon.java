package dev.anyhook.receiver;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what should come at once, and fails when it does not come. */
final class Soon {
    private Soon() {}

    static void is(String what, BooleanSupplier there) {
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!there.getAsBoolean()) {
            if (System.nanoTime() - last > 0) {
                throw new AssertionError("it does not come to pass that " + what);
            }
            Thread.onSpinWait();
        }
    }
}
