package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HorizonTest {
    private static final long BEGINNING = Long.MIN_VALUE;
    private static final long ALL = Long.MAX_VALUE;
    private static final long MARGIN = 2_000_000;
    private static final long NOON_MICROS = Rows.micros(NOON);

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Horizon horizon = new Horizon(nanoTime::get);

    @Test
    void beginsAtTheBeginningAndThenALittleBeforeWhatItHasSeen() {
        assertThat(horizon.begin()).isEqualTo(BEGINNING);
        horizon.seen(ALL, NOON);

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);
        assertThat(horizon.from()).isEqualTo(NOON_MICROS - MARGIN);
    }

    @Test
    void goesNoFurtherThanWhatWasSeenWhereThereIsMore() {
        horizon.begin();
        horizon.seen(NOON_MICROS - 2 * MARGIN, NOON);

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - 2 * MARGIN);
    }

    @Test
    void beginsAtTheBeginningOnceASecond() {
        horizon.begin();
        horizon.seen(ALL, NOON);
        nanoTime.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);

        nanoTime.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(horizon.begin()).isEqualTo(BEGINNING);

        horizon.seen(ALL, NOON);
        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);
    }

    @Test
    void goesBackToWhatBecameDue() {
        horizon.begin();
        horizon.seen(ALL, NOON);

        horizon.due(NOON);
        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - MARGIN);

        horizon.due(NOON.minusSeconds(60));
        assertThat(horizon.begin()).isEqualTo(NOON_MICROS - 60_000_000);
    }

    @Test
    void doesNotMissWhatBecameDueDuringALook() {
        horizon.begin();
        horizon.seen(ALL, NOON);

        horizon.begin();
        horizon.due(NOON.plusSeconds(1));
        horizon.seen(ALL, NOON.plusSeconds(60));

        assertThat(horizon.begin()).isEqualTo(NOON_MICROS + 1_000_000);
    }
}
