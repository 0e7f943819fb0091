package dev.anyhook.fuzz;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where Jazzer comes in: hands inputs to the target that the system property {@code fuzz.target} names. */
public final class Fuzz {
    private static final long MOST_SECONDS = 10;

    private static @Nullable FuzzTarget target;

    private Fuzz() {}

    /** Called by Jazzer once. */
    public static void fuzzerInitialize() {
        target = Targets.named(System.getProperty("fuzz.target", ""));
    }

    /** Called by Jazzer for each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (target != null) {
            target.accept(input);
        }
    }

    /** Called by Jazzer at the end. */
    public static void fuzzerTearDown() {
        if (target != null) {
            target.close();
        }
    }

    /** Feeds {@code input} to {@code target}, which must be done with it soon; Jazzer minds the time itself. */
    static void feed(FuzzTarget target, byte[] input) throws Exception {
        long start = System.nanoTime();
        target.accept(input);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        Promise.holds(seconds < MOST_SECONDS, "no input takes " + seconds + " s");
    }
}
