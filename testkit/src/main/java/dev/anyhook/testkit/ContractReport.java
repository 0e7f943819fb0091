package dev.anyhook.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.spi.WebhookProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One provider and its rules, for machines: {@code provider}, {@code capabilities}, {@code endpointAdministration},
 * {@code jobReading}, {@code eventTypes}, {@code settings}, and in {@code rules} the outcome of each. Holds nothing that
 * differs from run to run, unless the outcome does.
 */
final class ContractReport {
    private final ObjectNode json;
    private final boolean complete;

    private ContractReport(ObjectNode json, boolean complete) {
        this.json = json;
        this.complete = complete;
    }

    static ContractReport of(WebhookProvider provider, Results results) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("provider", provider.id().value());
        ArrayNode capabilities = json.putArray("capabilities");
        provider.capabilities().stream().sorted().forEach(each -> capabilities.add(each.name()));
        json.put("endpointAdministration", provider.endpoints().isPresent());
        json.put("jobReading", provider.jobs().isPresent());
        ArrayNode types = json.putArray("eventTypes");
        provider.eventTypes().stream().sorted().forEach(types::add);
        ArrayNode settings = json.putArray("settings");
        provider.settings().stream().sorted().forEach(settings::add);
        ArrayNode rules = json.putArray("rules");
        results.all().forEach(result -> rules.add(described(result)));
        return new ContractReport(json, results.complete());
    }

    private static ObjectNode described(Results.Result result) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("rule", result.rule().value());
        rule.put("force", result.rule().force().name().toLowerCase(Locale.ROOT));
        rule.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        if (result.outcome() == Outcome.SKIPPED) {
            rule.put("why", result.why());
        }
        return rule;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(json.get("provider").textValue() + ".json"), text());
    }

    /** Holds a complete report against the one that is kept in {@code file}, if there is one. */
    void compareWithKept(Path file, boolean update) throws IOException {
        if (complete && update) {
            Files.writeString(file, text());
        } else if (complete && Files.exists(file)) {
            String kept = Files.readString(file);
            if (!kept.equals(text())) {
                throw new AssertionError("the contract's outcome is not the one kept in " + file.toAbsolutePath()
                        + "; the present one is in target/anyhook-contract. If the change is meant, run again with"
                        + " -Danyhook.contract.update");
            }
        }
    }

    /** One line for each rule, so that a difference shows as a line. */
    private String text() {
        var lines = new StringBuilder("{\n");
        json.properties().forEach(field -> {
            lines.append("  \"").append(field.getKey()).append("\": ");
            if (field.getKey().equals("rules")) {
                lines.append("[\n");
                field.getValue()
                        .forEach(rule -> lines.append("    ").append(rule).append(",\n"));
                lines.delete(lines.length() - 2, lines.length()).append("\n  ]\n");
            } else {
                lines.append(field.getValue()).append(",\n");
            }
        });
        return lines.append("}\n").toString();
    }
}
