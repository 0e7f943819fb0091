package dev.anyhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.spi.WebhookProviders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows is true: its programs compile, its table is what the code says. {@code mvn verify
 * -Danyhook.api.update} writes the table anew.
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- providers -->\n";
    private static final String END = "<!-- /providers -->";
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CLASS_NAME = Pattern.compile("public class (\\w+)");

    @Test
    void itsTableIsWhatTheProvidersSay() throws IOException {
        String table =
                String.join("\n", ProviderTable.of(WebhookProviders.all()).markdown()) + "\n";
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        if (System.getProperty("anyhook.api.update") != null) {
            readme = readme.substring(0, begin) + table + readme.substring(end);
            Files.writeString(README, readme);
            end = readme.indexOf(END);
        }

        assertThat(readme.substring(begin, end)).isEqualTo(table);
    }

    @Test
    void itsProgramsCompile(@TempDir Path folder) throws IOException {
        Matcher programs = PROGRAM.matcher(Files.readString(README));
        int compiled = 0;
        while (programs.find()) {
            Matcher name = CLASS_NAME.matcher(programs.group(1));
            assertThat(name.find()).as("a program is a public class").isTrue();
            Path source = Files.writeString(folder.resolve(name.group(1) + ".java"), programs.group(1));
            var complaints = new StringWriter();
            int result = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(
                            new PrintWriter(complaints),
                            new PrintWriter(complaints),
                            "-proc:none",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-d",
                            folder.toString(),
                            source.toString());
            assertThat(result).as(complaints.toString()).isZero();
            compiled++;
        }

        assertThat(compiled).isPositive();
    }
}
