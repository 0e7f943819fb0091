package dev.anyhook.http;

import java.util.function.BooleanSupplier;

/** Waits for what no one tells of. */
final class Spin {
    private Spin() {}

    /** Returns once {@code condition} holds; whoever gives up the test interrupts this. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("in vain");
            }
            Thread.onSpinWait();
        }
    }
}
