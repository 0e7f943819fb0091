package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.testkit.flawed.AcmeWebhooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kept report that is no longer true is told by the lines that differ. */
class ContractReportTest {
    private static final String KEPT_T4 = "{\"rule\":\"T4\",\"force\":\"must\",\"outcome\":\"passed\"}";

    @TempDir
    private Path folder;

    private Path kept;

    @BeforeEach
    void keep() throws IOException {
        kept = folder.resolve("contract.json");
        report("T4", Outcome.PASSED).compareWithKept(kept, true);
    }

    @Test
    void thatNothingHasChangedIsNotTold() throws IOException {
        report("T4", Outcome.PASSED).compareWithKept(kept, false);

        assertThat(kept).content().contains(KEPT_T4);
    }

    @Test
    void linesThatDifferAreShownFromBothSides() {
        assertThatThrownBy(() -> report("T4", Outcome.SKIPPED).compareWithKept(kept, false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("what the contract says of the provider is not what is kept in " + kept.toAbsolutePath()
                        + "\n  only in what is kept:\n    " + KEPT_T4
                        + "\n  only in this run:\n    {\"rule\":\"T4\",\"force\":\"must\",\"outcome\":\"skipped\","
                        + "\"why\":\"a reason\"}"
                        + "\n  if the change is meant, run again with -Danyhook.contract.update, and commit it");
    }

    @Test
    void ofManyLinesTheFirstAreShown() throws IOException {
        Files.writeString(kept, Files.readString(kept).replace("\"must\"", "\"should\""));

        assertThatThrownBy(() -> report("T4", Outcome.PASSED).compareWithKept(kept, false))
                .hasMessageContaining("\"rule\":\"A5\"")
                .hasMessageNotContaining("\"rule\":\"A6\"")
                .hasMessageFindingMatch("\n    and [0-9]{2} more\n");
    }

    @Test
    void aBrokenRuleHasBeenToldAlready() throws IOException {
        report("T4", Outcome.FAILED).compareWithKept(kept, false);

        assertThat(kept).content().contains(KEPT_T4);
    }

    @Test
    void aBrokenRuleIsNeverKept() throws IOException {
        report("T4", Outcome.FAILED).compareWithKept(kept, true);

        assertThat(kept).content().contains(KEPT_T4);
    }

    @Test
    void aRunOfAFewTestsIsNotHeldAgainstWhatIsKept() throws IOException {
        ContractReport.of(new AcmeWebhooks(), new Results()).compareWithKept(kept, false);

        assertThat(kept).content().contains(KEPT_T4);
    }

    /** A complete report in which every rule is kept, but {@code rule} has {@code outcome}. */
    private static ContractReport report(String rule, Outcome outcome) {
        var results = new Results();
        Results.tests()
                .forEach((test, each) ->
                        results.add(each, test, each.value().equals(rule) ? outcome : Outcome.PASSED, "a reason"));
        return ContractReport.of(new AcmeWebhooks(), results);
    }
}
