package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.cli.Session.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersCommandTest {
    @TempDir
    private Path directory;

    @Test
    void alignsTheTable() {
        Outcome outcome = new Session(directory).runAlone("providers");

        assertThat(outcome.code()).isEqualTo(ExitCode.YES);
        assertThat(outcome.outLines())
                .startsWith(
                        "                         diffio  nexio  sivi",
                        "signed                   yes     yes    -",
                        "replay window            yes     yes    -")
                .contains(
                        "test event               yes     -      -",
                        "endpoint administration  -       yes    -",
                        "job reading              yes     yes    yes",
                        "  nexio   run.completed, run.failed");
    }

    @Test
    void writesMarkdown() {
        List<String> lines =
                new Session(directory).runAlone("providers", "--markdown").outLines();

        assertThat(lines)
                .startsWith("| | diffio | nexio | sivi |", "|---|---|---|---|", "| signed | yes | yes | - |")
                .contains("| secret shown once | - | yes | - |")
                .allMatch(line -> line.startsWith("|") && line.endsWith("|"));
        assertThat(lines.get(lines.size() - 1))
                .startsWith("| event types | `generation.completed`<br>`generation.failed`<br>");
    }
}
