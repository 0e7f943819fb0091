package dev.anyhook.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The test that {@code docs/testing-your-application.md} shows compiles, and passes. */
class TestingPageTest {
    private static final Path PAGE = Path.of("..", "docs", "testing-your-application.md");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String NAME = "CheckoutCallbacksTest";

    @Test
    void itsTestPasses(@TempDir Path folder) throws Exception {
        compile(folder);
        var listener = new SummaryGeneratingListener();
        try (var loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader.loadClass(NAME)))
                    .build();

            LauncherFactory.create().execute(request, listener);
        }

        var report = new StringWriter();
        listener.getSummary().printFailuresTo(new PrintWriter(report));
        assertThat(listener.getSummary().getTotalFailureCount())
                .as(report.toString())
                .isZero();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(5);
    }

    private static void compile(Path folder) throws Exception {
        Matcher program = PROGRAM.matcher(Files.readString(PAGE));
        assertThat(program.find()).as("a program").isTrue();
        Path source = Files.writeString(folder.resolve(NAME + ".java"), program.group(1));
        assertThat(program.find()).as("a second program").isFalse();
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
    }
}
