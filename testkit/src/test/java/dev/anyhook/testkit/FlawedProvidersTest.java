package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.flawed.AcmeWebhooks;
import dev.anyhook.testkit.flawed.ConsoleWebhooks;
import dev.anyhook.testkit.flawed.Flaw;
import dev.anyhook.testkit.flawed.FlawedProviders;
import dev.anyhook.testkit.flawed.UnsignedWebhooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract lets sound providers pass and sees every flaw. */
class FlawedProvidersTest {
    @TempDir
    private Path folder;

    static List<WebhookProvider> sound() {
        return List.of(new AcmeWebhooks(), new UnsignedWebhooks(), new ConsoleWebhooks());
    }

    @ParameterizedTest
    @MethodSource("sound")
    void breaksNoRule(WebhookProvider provider) {
        Verdicts verdicts = Verdicts.on(provider, folder);

        assertThat(verdicts.failures()).isEmpty();
        assertThat(verdicts.tests()).isEqualTo(Results.tests().size());
    }

    @Test
    void aVendorWithoutAnApiIsNotBlamedForMakingNoCall() throws IOException {
        Verdicts.on(new ConsoleWebhooks(), folder);

        String report = Files.readString(folder.resolve("acme-console.json"));
        assertThat(report).contains("{\"rule\":\"C1\",\"force\":\"must\",\"outcome\":\"passed\"}");
        for (String rule : List.of("A7", "C3", "V1", "V2", "V3", "V4", "V5", "V6", "V7")) {
            assertThat(report)
                    .contains("{\"rule\":\"" + rule
                            + "\",\"force\":\"must\",\"outcome\":\"skipped\",\"why\":\"makes no call\"}");
        }
    }

    static List<Flaw> flaws() {
        return FlawedProviders.all();
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void isSeen(Flaw flaw) {
        Verdicts verdicts = Verdicts.on(flaw.provider(), flaw.breaks(), folder);

        assertThat(verdicts.broke(flaw.breaks()))
                .as("%s is seen; failures: %s", flaw, verdicts.failures().keySet())
                .isTrue();
    }

    @Test
    void everyRuleIsBrokenBySomebody() {
        Set<String> rules =
                Results.tests().values().stream().map(Rule::value).collect(Collectors.toCollection(TreeSet::new));
        rules.removeAll(flaws().stream().map(Flaw::breaks).toList());

        assertThat(rules)
                .as("rules that no flaw proves: the module of an imaginary vendor cannot name it")
                .containsExactly("D2");
    }
}
