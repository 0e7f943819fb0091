package dev.anyhook.inbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    @Test
    void letsOneWriterTakeAllThatFitsIntoAGroup() {
        Backlog backlog = queued(600, 1);

        assertThat(taken(backlog)).hasSize(512);
        assertThat(taken(backlog)).hasSize(88);
    }

    @Test
    void letsTwoWritersTakeHalfEach() {
        Backlog backlog = queued(64, 2);

        List<Command<?>> first = taken(backlog);
        List<Command<?>> second = taken(backlog);

        assertThat(first).hasSize(32);
        assertThat(second).hasSize(32).doesNotContainAnyElementsOf(first);
    }

    @Test
    void countsWhatTheOtherWriterHasOnlyUntilItIsWritten() {
        Backlog backlog = queued(64, 2);
        List<Command<?>> first = taken(backlog);
        backlog.forget(first);

        assertThat(taken(backlog)).hasSize(16);
    }

    @Test
    void sharesNothingSmall() {
        assertThat(taken(queued(8, 2))).hasSize(8);
    }

    @Test
    void endsForEachWriterAfterWhatIsQueued() throws InterruptedException {
        Backlog backlog = queued(20, 2);
        backlog.end();

        assertThat(backlog.await()).isTrue();
        assertThat(taken(backlog)).hasSize(10);
        assertThat(backlog.await()).isTrue();
        assertThat(taken(backlog)).hasSize(10);
        assertThat(backlog.await()).isFalse();
        assertThat(backlog.await()).isFalse();
    }

    @Test
    void wakesAnotherWriterForWhatOneLeaves() throws InterruptedException {
        Backlog backlog = queued(64, 2);

        assertThat(backlog.await()).isTrue();
        taken(backlog);
        assertThat(backlog.await()).isTrue();
        assertThat(taken(backlog)).hasSize(32);
    }

    private static Backlog queued(int commands, int writers) {
        var backlog = new Backlog(1_000, writers);
        for (int i = 0; i < commands; i++) {
            backlog.add(new Command.Run<>(session -> true));
            backlog.ring();
        }
        return backlog;
    }

    private static List<Command<?>> taken(Backlog backlog) {
        var group = new ArrayList<Command<?>>();
        backlog.take(group);
        return group;
    }
}
