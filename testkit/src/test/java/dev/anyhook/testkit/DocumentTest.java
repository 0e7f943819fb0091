package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The list of rules and the tests say the same. */
class DocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "provider-contract.md");
    private static final String UNTESTED = "untested: ";

    @Test
    void everyTestedRuleIsHeldByTheTestItNamesAndEveryTestHoldsARuleOfTheList() throws IOException {
        var listed = new TreeMap<String, String>();
        rows().filter(row -> !row.get(4).startsWith(UNTESTED))
                .forEach(row -> listed.put(row.get(4).replace("`", ""), row.get(0) + " " + row.get(1)));
        var held = new TreeMap<String, String>();
        Results.tests()
                .forEach((test, rule) ->
                        held.put(test, rule.value() + " " + rule.force().name().toLowerCase(Locale.ROOT)));

        assertThat(listed).isEqualTo(held);
    }

    @Test
    void whatCannotBeTestedSaysWhyAndHasNoTest() throws IOException {
        List<String> held = Results.tests().values().stream().map(Rule::value).toList();
        assertThat(rows().filter(row -> row.get(1).equals("cannot")))
                .isNotEmpty()
                .allMatch(row -> row.get(4).length() > UNTESTED.length() + 10)
                .noneMatch(row -> held.contains(row.get(0)));
        assertThat(rows().filter(row -> row.get(4).startsWith(UNTESTED)))
                .allMatch(row -> row.get(1).equals("cannot"));
    }

    @Test
    void numbersAreGivenOnce() throws IOException {
        assertThat(rows().map(row -> row.get(0)).toList()).doesNotHaveDuplicates();
    }

    @Test
    void everyTestOfTheContractHoldsARule() {
        Map<String, Rule> tests = Results.tests();

        assertThat(Arrays.stream(WebhookProviderContract.class.getDeclaredClasses())
                        .filter(group -> group.isAnnotationPresent(Nested.class))
                        .flatMap(group -> Arrays.stream(group.getSuperclass().getDeclaredMethods())
                                .filter(method -> method.isAnnotationPresent(Test.class))
                                .map(method -> group.getSimpleName() + "." + method.getName())))
                .isNotEmpty()
                .allMatch(tests::containsKey);
    }

    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| [A-Z][0-9]+ \\|.*"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList());
    }
}
