package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HorizonTest {
    private static final long BEGINNING = Long.MIN_VALUE;
    private static final long ALL = Long.MAX_VALUE;
    private static final long MARGIN = 2_000_000;
    private static final long NOON_MICROS = Rows.micros(NOON);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Horizon horizon = new Horizon(true, nanoTime::get);

    private void look(long end, Instant now) {
        horizon.begin();
        horizon.saw(end, now);
        horizon.committed();
    }

    @Test
    void beginsAtTheBeginningAndThenALittleBeforeWhatItHasSeen() {
        assertThat(horizon.begin()).isEqualTo(BEGINNING);
        horizon.saw(ALL, NOON);
        horizon.committed();

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);
        assertThat(horizon.from()).isEqualTo(NOON_MICROS - MARGIN);
    }

    @Test
    void staysAtTheBeginningUnlessItMoves() {
        var still = new Horizon(false, nanoTime::get);
        still.begin();
        still.saw(ALL, NOON);
        still.committed();

        assertThat(still.begin()).isEqualTo(BEGINNING);
    }

    @Test
    void goesNoFurtherThanWhatWasSeenWhereThereIsMore() {
        look(NOON_MICROS - 2 * MARGIN, NOON);

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - 2 * MARGIN);
    }

    @Test
    void beginsAtTheBeginningOnceASecond() {
        look(ALL, NOON);
        nanoTime.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);
        horizon.saw(ALL, NOON);
        horizon.committed();

        nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(horizon.begin()).isEqualTo(BEGINNING);
        horizon.saw(ALL, NOON);
        horizon.committed();

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);
    }

    @Test
    void beginsAtTheBeginningAfterALookThatWasNotCommitted() {
        look(ALL, NOON);
        horizon.begin();
        horizon.saw(ALL, NOON.plusSeconds(60));

        assertThat(horizon.begin()).isEqualTo(BEGINNING);
    }

    @Test
    void staysWhereItIsWhenThereWasNoLook() {
        look(ALL, NOON);
        horizon.committed();

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);
        horizon.committed(); // It saw nothing.
        assertThat(horizon.begin()).isEqualTo(BEGINNING);
    }

    @Test
    void goesBackToWhatBecameDue() {
        look(ALL, NOON);

        horizon.dueSince(NOON);
        assertThat(horizon.from()).isEqualTo(NOON_MICROS - MARGIN);

        horizon.dueSince(NOON.minusSeconds(60));
        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - 60_000_000);
    }

    @Test
    void doesNotMissWhatBecameDueDuringALook() {
        look(ALL, NOON);

        horizon.begin();
        horizon.dueSince(NOON.plusSeconds(1));
        horizon.saw(ALL, NOON.plusSeconds(60));
        horizon.committed();

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS + 1_000_000);
    }
}
