package dev.anyhook.inbox.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {
    @Test
    void letsOneWriterTakeAllThatFitsIntoAGroup() throws InterruptedException {
        Backlog backlog = queued(600, 1);

        assertThat(taken(backlog)).hasSize(512);
        assertThat(taken(backlog)).hasSize(88);
    }

    @Test
    void letsTwoWritersTakeHalfEach() throws InterruptedException {
        Backlog backlog = queued(64, 2);

        List<Command<?>> first = taken(backlog);
        List<Command<?>> second = taken(backlog);

        assertThat(first).hasSize(32);
        assertThat(second).hasSize(32).doesNotContainAnyElementsOf(first);
    }

    @Test
    void countsWhatTheOtherWriterHasOnlyUntilItIsWritten() throws InterruptedException {
        Backlog backlog = queued(64, 2);
        List<Command<?>> first = taken(backlog);
        backlog.forget(first);

        assertThat(taken(backlog)).hasSize(16);
    }

    @Test
    void sharesNothingSmall() throws InterruptedException {
        assertThat(taken(queued(8, 2))).hasSize(8);
    }

    @Test
    void endsForEachWriterAfterWhatIsQueued() throws InterruptedException {
        Backlog backlog = queued(20, 2);
        backlog.end();
        var group = new ArrayList<Command<?>>();

        assertThat(backlog.take(group)).isTrue();
        assertThat(backlog.take(group)).isFalse();
        assertThat(group).hasSize(20);
        assertThat(backlog.take(group)).isFalse();
        assertThat(group).hasSize(20);
    }

    private static Backlog queued(int commands, int writers) {
        var backlog = new Backlog(1_000, writers);
        for (int i = 0; i < commands; i++) {
            backlog.add(new Command.Run<>(session -> true));
        }
        return backlog;
    }

    private static List<Command<?>> taken(Backlog backlog) throws InterruptedException {
        var group = new ArrayList<Command<?>>();
        backlog.take(group);
        return group;
    }
}
