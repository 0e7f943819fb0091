package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.testkit.flawed.Flaw;
import dev.anyhook.testkit.flawed.FlawedProviders;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broken rule is told so that an author can mend it, and nothing secret is told with it. */
class FailureMessageTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhichRuleWhatWasSentAndWhereToLook() {
        String message = Verdicts.on(flaw("accepts a truncated signature"), "S6", folder)
                .failures()
                .get("Signatures.refusesChangedHeaders");

        assertThat(message)
                .startsWith("rule S6 is broken by the provider 'acme': refuses a needed header that was cut,")
                .contains("found:   [believes Acme-Signature in another form of ")
                .contains("sent:    to endpoint 'acme', headers [")
                .contains("Acme-Timestamp (10 characters)")
                .contains("look at: the comparison")
                .contains("docs/provider-contract.md, S6");
    }

    @Test
    void saysWhichCapabilityMadeItCallTheVendor() {
        Verdicts verdicts = Verdicts.on(flaw("claims samples that it does not have"), "V1", folder);

        assertThat(verdicts.failures()).hasSize(7);
        assertThat(verdicts.failures().values())
                .allMatch(message -> message.contains("found:   [test, which asked the vendor for nothing]")
                        && message.contains(
                                "since:   the provider declares TEST_EVENT, so test() must call the vendor\n"));
    }

    @Test
    void saysWhichCapabilityItWentBy() {
        assertThat(Verdicts.on(flaw("claims a filter that it does not have"), "C5", folder)
                        .failures()
                        .get("Capabilities.filtersAreAsDeclared"))
                .contains("found:   threw java.lang.IllegalArgumentException: Acme delivers every type to every URL")
                .contains("since:   the provider declares EVENT_FILTER\n");
        assertThat(Verdicts.on(flaw("hides that events can be filtered"), "C5", folder)
                        .failures()
                        .get("Capabilities.filtersAreAsDeclared"))
                .contains("since:   the provider does not declare EVENT_FILTER\n");
    }

    @Test
    void saysThatAnIdOfTheVendorsWasOverlookedAndInWhichField() {
        Verdicts verdicts =
                Verdicts.on(flaw("makes an id of its own and hides that the vendor gives one"), "I9", folder);

        assertThat(verdicts.failures()).containsOnlyKeys("Identity.overlooksNoIdOfTheVendors");
        assertThat(verdicts.failures().get("Identity.overlooksNoIdOfTheVendors"))
                .contains("[\"id\"]")
                .contains("since:   the provider does not declare VENDOR_EVENT_ID\n")
                .doesNotContain("evt_1");
    }

    @Test
    void saysWhetherTheIdOrItsDeclarationIsWrong() {
        assertThat(Verdicts.on(flaw("makes an id of its own though the vendor gives one"), "I7", folder)
                        .failures()
                        .get("Identity.isTheVendorsOwn"))
                .contains("found:   VENDOR_EVENT_ID is declared, and")
                .contains("the id is wrong, because the vendor's seems to be in the field id");
        assertThat(Verdicts.on(flaw("hides that the vendor gives an id"), "I7", folder)
                        .failures()
                        .get("Identity.isTheVendorsOwn"))
                .contains("found:   VENDOR_EVENT_ID is not declared, and")
                .contains("the declaration is wrong, because the vendor gives this id; declare it");
    }

    @Test
    void showsNoSignatureEvenWhenTheProviderDoes() {
        Verdicts verdicts = Verdicts.on(flaw("shows the signature in its verdict"), "Q1", folder);

        assertThat(verdicts.broke("Q1")).isTrue();
        assertThat(verdicts.failures().values()).noneMatch(message -> message.matches("(?s).*[0-9a-f]{32}.*"));
    }

    @Test
    void theReportHasOneLineForEachRule() throws Exception {
        Verdicts.on(flaw("ends the window a second early"), "T1", folder);

        assertThat(Files.readString(folder.resolve("acme.json")))
                .startsWith("{\n  \"provider\": \"acme\",\n  \"capabilities\": [\"SIGNED\",\"REPLAY_WINDOW\",")
                .contains("\"eventTypes\": [\"parcel.lost\",\"parcel.sent\"],\n")
                .contains("    {\"rule\":\"T1\",\"force\":\"must\",\"outcome\":\"failed\"},\n")
                .contains("    {\"rule\":\"T2\",\"force\":\"must\",\"outcome\":\"passed\"},\n")
                .contains("    {\"rule\":\"T4\",\"force\":\"must\",\"outcome\":\"skipped\",\"why\":\"declares"
                        + " REPLAY_WINDOW\"}")
                .contains("    {\"rule\":\"S1\",\"force\":\"must\",\"outcome\":\"skipped\",\"why\":\"was not run\"}");
    }

    private static WebhookProvider flaw(String does) {
        return FlawedProviders.all().stream()
                .filter(flaw -> flaw.does().equals(does))
                .map(Flaw::provider)
                .findFirst()
                .orElseThrow();
    }
}
