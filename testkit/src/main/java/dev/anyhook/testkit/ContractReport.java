package dev.anyhook.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.spi.WebhookProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * One provider and its rules, for machines: {@code provider}, {@code capabilities}, {@code endpointAdministration},
 * {@code jobReading}, {@code eventTypes}, {@code settings}, and in {@code rules} the outcome of each. Holds nothing
 * that differs from run to run, unless the outcome does.
 */
final class ContractReport {
    private static final int MOST_LINES = 5;

    private final ObjectNode json;
    private final boolean complete;
    private final boolean sound;

    private ContractReport(ObjectNode json, boolean complete, boolean sound) {
        this.json = json;
        this.complete = complete;
        this.sound = sound;
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
        boolean sound = results.all().stream().noneMatch(result -> result.outcome() == Outcome.FAILED);
        return new ContractReport(json, results.complete(), sound);
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

    /**
     * Holds a complete report against the one that is kept in {@code file}, if there is one, or keeps it instead if
     * that is an {@code update}. Not when a rule is broken, which has been told already.
     */
    void compareWithKept(Path file, boolean update) throws IOException {
        if (!complete || !sound) {
            return;
        }
        if (update) {
            Files.writeString(file, text());
        } else if (Files.exists(file)) {
            List<String> kept = bare(Files.readAllLines(file));
            List<String> present = bare(text().lines().toList());
            if (!kept.equals(present)) {
                throw new AssertionFailedError(
                        "what the contract says of the provider is not what is kept in " + file.toAbsolutePath()
                                + onlyIn("what is kept", kept, present)
                                + onlyIn("this run", present, kept)
                                + "\n  if the change is meant, run again with -Danyhook.contract.update, and commit it",
                        String.join("\n", kept),
                        String.join("\n", present));
            }
        }
    }

    /** {@code lines} without what is only layout, so that a last line is like any other. */
    private static List<String> bare(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .toList();
    }

    private static String onlyIn(String place, List<String> lines, List<String> others) {
        List<String> only =
                lines.stream().filter(line -> !others.contains(line)).toList();
        String shown =
                only.stream().limit(MOST_LINES).map(line -> "\n    " + line).collect(Collectors.joining());
        String more = only.size() > MOST_LINES ? "\n    and " + (only.size() - MOST_LINES) + " more" : "";
        return only.isEmpty() ? "" : "\n  only in " + place + ":" + shown + more;
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
