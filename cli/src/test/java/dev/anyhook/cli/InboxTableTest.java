package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.inbox.jdbc.InboxRecord;
import dev.anyhook.inbox.jdbc.RowState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InboxTableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final InboxTable table = InboxTable.of(new PrintStream(out, true, StandardCharsets.UTF_8));

    private void add(int number, String id) {
        table.add(new InboxRecord(
                number, Entries.event(id, "job_1"), RowState.DONE, 1, null, Session.NOW, null, null, null));
    }

    @Test
    void printsPagesAsTheyFill() {
        for (int i = 1; i <= 1_100; i++) {
            add(i, "evt_" + i);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(1_000);

        table.end();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(1_101)
                .allMatch(line -> line.equals(line.strip()))
                .filteredOn(line -> line.startsWith("# "))
                .hasSize(1);
    }

    @Test
    void hasATitleEvenWhenThereIsNothing() {
        table.end();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("#  RECEIVED  ENDPOINT  STATE  TRIES  TYPE  JOB  ID\n");
    }
}
