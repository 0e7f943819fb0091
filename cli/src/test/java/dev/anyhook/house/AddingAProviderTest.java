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
import org.junit.jupiter.api.Test;

/** What the page about adding a provider shows is what its files say, and what it links to is there. */
class AddingAProviderTest {
    private static final String PAGE = "docs/adding-a-provider.md";
    private static final String EXAMPLE = "docs/examples/acme";
    private static final Pattern SHOWN = Pattern.compile("<!-- (\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    private final String page = House.read(PAGE);

    @Test
    void everyBlockIsAPartOfItsFileToTheLetter() {
        Matcher shown = SHOWN.matcher(page);
        int blocks = 0;
        while (shown.find()) {
            assertThat("\n" + House.read(shown.group(1))).as(shown.group(1)).contains("\n" + shown.group(2));
            blocks++;
        }

        assertThat(blocks).isGreaterThan(8);
        assertThat(page).as("no block of code is without a file").doesNotContainPattern("(?<!-->\\n)```(java|xml)");
    }

    @Test
    void itsLinksLeadSomewhere() {
        Path docs = House.root().resolve("docs");
        List<String> dead = LINK.matcher(page)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(docs.resolve(link)))
                .toList();

        assertThat(dead).isEmpty();
    }

    @Test
    void theSourcesOfTheExampleAreShownOrLinked() throws IOException {
        var named = new HashSet<String>();
        SHOWN.matcher(page).results().forEach(shown -> named.add(shown.group(1)));
        LINK.matcher(page).results().forEach(link -> named.add("docs/" + link.group(1)));
        var unnamed = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(House.root().resolve(EXAMPLE))) {
            files.map(file -> House.root().relativize(file).toString())
                    .filter(file -> file.contains("/src/")
                            && Files.isRegularFile(House.root().resolve(file)))
                    .filter(file -> !named.contains(file))
                    .forEach(unnamed::add);
        }

        assertThat(unnamed).isEmpty();
    }

    @Test
    void theExampleAsksForThisVersion() {
        String version = House.read("bom/pom.xml").replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");

        assertThat(House.read(EXAMPLE + "/pom.xml")).contains("<anyhook.version>" + version + "</anyhook.version>");
    }
}
