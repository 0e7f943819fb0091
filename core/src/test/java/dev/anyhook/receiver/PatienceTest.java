package dev.anyhook.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What is not done in time fails; what is done is left alone; and it goes on after it had nothing to wait for. */
class PatienceTest {
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Patience patience = new Patience(SHORT);

    @Test
    void failsWhatIsNotDoneInTimeAndNotBefore() {
        long begun = System.nanoTime();

        assertGivenUp(awaited());

        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void leavesAloneWhatIsDone() throws Exception {
        CompletableFuture<String> done = CompletableFuture.completedFuture("before");
        patience.limit(done);
        CompletableFuture<String> soon = awaited();
        boolean inTime = soon.complete("in time"); // Unless this thread was kept from running for so long.

        assertGivenUp(awaited());
        assertThat(done.get()).isEqualTo("before");
        if (inTime) {
            assertThat(soon.get()).isEqualTo("in time");
        } else {
            assertGivenUp(soon);
        }
    }

    @Test
    void waitsForEachHoweverManyThereAre() {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(awaited());
            if (i % 3 == 0) {
                all.get(i / 2).complete("in time");
            }
        }

        for (CompletableFuture<String> each : all) {
            if (!each.isDone() || each.isCompletedExceptionally()) {
                assertGivenUp(each);
            }
        }
        assertThat(all).allMatch(CompletableFuture::isDone);
    }

    @Test
    void goesOnAfterItHadNothingToWaitFor() {
        for (int i = 0; i < 3; i++) {
            assertGivenUp(awaited());
        }
    }

    private CompletableFuture<String> awaited() {
        var future = new CompletableFuture<String>();
        patience.limit(future);
        return future;
    }

    private static void assertGivenUp(CompletableFuture<String> future) {
        assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
    }
}
