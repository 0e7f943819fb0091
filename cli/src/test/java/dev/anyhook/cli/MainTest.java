package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.cli.Session.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path directory;

    @Test
    void saysThatACommandIsMissing() {
        Outcome outcome = new Session(directory).runAlone();

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err())
                .startsWith("anyhook: a command is missing\nUsage: anyhook ")
                .contains("Commands:\n", "  serve ", "  configure ", "Exit codes:", "Example:\n  anyhook demo\n")
                .doesNotContain("see: ");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void suggestsACommand() {
        Outcome outcome = new Session(directory).runAlone("verfy");

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).contains("verify").endsWith("see: anyhook --help\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "serve",
                "configure",
                "test",
                "verify",
                "send",
                "providers",
                "inbox",
                "inbox list",
                "inbox show",
                "inbox replay",
                "inbox discard",
                "inbox dead",
                "inbox status"
            })
    void helpsWithEveryCommand(String command) {
        Outcome outcome = new Session(directory).runAlone((command + " --help").split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.YES);
        assertThat(outcome.out())
                .startsWith("Usage: anyhook " + command)
                .contains("Exit codes:", "the vendor or the world failed", "Example:\n  anyhook " + command);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void listsTheCommands() {
        assertThat(new Session(directory).runAlone("--help").out())
                .contains("demo", "serve", "configure", "test", "verify", "send", "providers", "inbox");
    }

    @Test
    void introducesEveryCommandWithAWholeSentence() {
        assertThat(new Session(directory)
                        .runAlone("--help")
                        .out()
                        .lines()
                        .dropWhile(line -> !line.equals("Commands:"))
                        .skip(1)
                        .takeWhile(line -> !line.isBlank()))
                .hasSizeGreaterThan(6)
                .allMatch(line -> line.matches("  [a-z]+ +[A-Z].*\\."));
    }

    @ParameterizedTest
    @CsvSource({"configure e --url,--url", "send e --type t --to,--to"})
    void saysThatAUrlIsNone(String command, String option) {
        String[] words = (command + " url").split(" ");
        words[words.length - 1] = "not a url";
        Outcome outcome = new Session(directory).run(words);

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.errLines().get(0))
                .isEqualTo("anyhook: Invalid value for option '" + option + "': 'not a url' is not a URL");
    }

    @Test
    void tellsItsVersion() {
        Outcome outcome = new Session(directory).runAlone("--version");

        assertThat(outcome.code()).isEqualTo(ExitCode.YES);
        assertThat(outcome.out()).startsWith("anyhook ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "configure e --url https://h",
                "test e",
                "verify e --request r",
                "send e --type t",
                "inbox list",
                "inbox show e",
                "inbox replay e",
                "inbox dead"
            })
    void saysThatTheConfigurationIsNotThere(String command) {
        Outcome outcome = new Session(directory).run(command.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.errLines())
                .containsExactly("anyhook.yaml: no such file; name the configuration with --config FILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configure e",
                "configure --url https://h",
                "verify e",
                "verify e --request r --at yesterday",
                "send e",
                "test",
                "serve --confg x",
                "test e f"
            })
    void saysWhatIsWrongWithTheArguments(String command) {
        Outcome outcome = new Session(directory).run(command.split(" "));

        assertThat(outcome.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(outcome.err()).startsWith("anyhook: ").doesNotContain("Exception", "\tat ");
        assertThat(outcome.err()).endsWith("see: anyhook " + command.split(" ")[0] + " --help\n");
    }

    @Test
    void showsWhereAnErrorCameFromWhenAsked() {
        Outcome quiet = new Session(directory).run("test", "e");
        Outcome verbose = new Session(directory).run("test", "e", "--verbose");

        assertThat(quiet.err()).doesNotContain("\tat ");
        assertThat(verbose.code()).isEqualTo(quiet.code());
        assertThat(verbose.err()).startsWith(quiet.err()).contains("\tat dev.anyhook.cli.config.");
    }
}
