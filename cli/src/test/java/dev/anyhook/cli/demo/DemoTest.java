package dev.anyhook.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo is the main job, so it is a test as well. */
class DemoTest {
    @Test
    void everyOutcomeIsTheRightOne() {
        var out = new StringWriter();
        var command = new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(out))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));

        int code = command.execute();

        assertThat(out.toString()).doesNotContain("✗").contains("0 wrong").contains("401", "404", "late");
        assertThat(out.toString()).contains("https://hooks.example.com/webhooks/sivi/[url-token] registered");
        assertThat(out.toString().lines()).noneMatch(line -> line.endsWith(" "));
        assertThat(code).isZero();
    }
}
