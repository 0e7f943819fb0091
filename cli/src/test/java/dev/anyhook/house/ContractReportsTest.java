package dev.anyhook.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.WebhookProvider;
import dev.anyhook.spi.WebhookProviders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The kept report of each provider's contract, the vendor table of the README and the code say the same. That a kept
 * report is the present one is proven where the contract runs.
 */
class ContractReportsTest {
    private final List<WebhookProvider> providers = WebhookProviders.all();

    @Test
    void tellWhatTheCodeSays() {
        for (WebhookProvider provider : providers) {
            JsonNode report = report(provider);

            assertThat(texts(report.path("capabilities")))
                    .isEqualTo(provider.capabilities().stream()
                            .sorted()
                            .map(Enum::name)
                            .toList());
            assertThat(texts(report.path("eventTypes")))
                    .isEqualTo(provider.eventTypes().stream().sorted().toList());
            assertThat(report.path("endpointAdministration").booleanValue())
                    .isEqualTo(provider.endpoints().isPresent());
            assertThat(report.path("jobReading").booleanValue())
                    .isEqualTo(provider.jobs().isPresent());
        }
    }

    @Test
    void tellOfNoBrokenRule() {
        for (WebhookProvider provider : providers) {
            assertThat(report(provider).path("rules"))
                    .hasSizeGreaterThan(70)
                    .noneMatch(rule -> rule.path("outcome").asText().equals("failed"));
        }
    }

    @Test
    void makeTheTableOfTheReadme() {
        var rows = new ArrayList<String>();
        rows.add(row("", each -> each.path("provider").asText()).replace("|  |", "| |"));
        rows.add("|---".repeat(providers.size() + 1) + "|");
        for (Capability capability : Capability.values()) {
            rows.add(row(
                    capability.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    each -> yes(texts(each.path("capabilities")).contains(capability.name()))));
        }
        rows.add(row(
                "endpoint administration",
                each -> yes(each.path("endpointAdministration").booleanValue())));
        rows.add(row("job reading", each -> yes(each.path("jobReading").booleanValue())));
        rows.add(row("event types", each -> "`" + String.join("`<br>`", texts(each.path("eventTypes"))) + "`"));

        assertThat(House.read("README.md"))
                .contains("<!-- providers -->\n" + String.join("\n", rows) + "\n<!-- /providers -->");
    }

    private String row(String trait, Function<JsonNode, String> cell) {
        var cells = new ArrayList<String>();
        cells.add(trait);
        providers.forEach(provider -> cells.add(cell.apply(report(provider))));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String yes(boolean has) {
        return has ? "yes" : "-";
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode report(WebhookProvider provider) {
        try {
            return JsonMapper.builder().build().readTree(House.read("provider-" + provider.id() + "/contract.json"));
        } catch (IOException notJson) {
            throw new IllegalStateException("the report of " + provider.id() + " is not JSON", notJson);
        }
    }
}
