package dev.anyhook.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page shows of its example is what the example's files say, and what it links to is there. */
class ExamplePagesTest {
    private static final Pattern SHOWN = Pattern.compile("<!-- (\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @ParameterizedTest
    @CsvSource({"docs/adding-a-provider.md, 9", "docs/spring-boot.md, 3"})
    void everyBlockIsAPartOfItsFileToTheLetter(String page, int leastBlocks) {
        String text = House.read(page);
        Matcher shown = SHOWN.matcher(text);
        int blocks = 0;
        while (shown.find()) {
            assertThat("\n" + House.read(shown.group(1))).as(shown.group(1)).contains("\n" + shown.group(2));
            blocks++;
        }

        assertThat(blocks).isGreaterThanOrEqualTo(leastBlocks);
        assertThat(text).as("no block of code is without a file").doesNotContainPattern("(?<!-->\\n)```(java|xml)");
    }

    @ParameterizedTest
    @CsvSource({"docs/adding-a-provider.md", "docs/spring-boot.md"})
    void itsLinksLeadSomewhere(String page) {
        Path docs = House.root().resolve("docs");
        List<String> dead = LINK.matcher(House.read(page))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(docs.resolve(link)))
                .toList();

        assertThat(dead).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"docs/adding-a-provider.md, acme", "docs/spring-boot.md, spring-boot"})
    void theSourcesOfTheExampleAreShownOrLinked(String page, String example) throws IOException {
        String text = House.read(page);
        var named = new HashSet<String>();
        SHOWN.matcher(text).results().forEach(shown -> named.add(shown.group(1)));
        LINK.matcher(text).results().forEach(link -> named.add("docs/" + link.group(1)));
        var unnamed = new ArrayList<String>();
        try (Stream<Path> files =
                Files.walk(House.root().resolve("docs/examples").resolve(example))) {
            files.map(file -> House.root().relativize(file).toString())
                    .filter(file -> file.contains("/src/")
                            && Files.isRegularFile(House.root().resolve(file)))
                    .filter(file -> !named.contains(file))
                    .forEach(unnamed::add);
        }

        assertThat(unnamed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"acme", "spring-boot"})
    void theExampleAsksForThisVersion(String example) {
        String version = House.read("bom/pom.xml").replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");

        assertThat(House.read("docs/examples/" + example + "/pom.xml"))
                .contains("<anyhook.version>" + version + "</anyhook.version>");
    }
}
