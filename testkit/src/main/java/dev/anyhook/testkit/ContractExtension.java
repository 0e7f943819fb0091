package dev.anyhook.testkit;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.spi.WebhookProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/** Tells which rule a failing test found broken, and writes down the outcome of every rule. */
final class ContractExtension
        implements BeforeEachCallback, TestExecutionExceptionHandler, TestWatcher, AfterAllCallback {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(ContractExtension.class);
    private static final String FOLDER = "anyhook.contract.report";

    @Override
    public void beforeEach(ExtensionContext context) {
        results(context).about(contract(context).provider());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        Optional<Rule> rule = rule(context);
        if (rule.isEmpty() || thrown instanceof TestAbortedException) {
            throw thrown;
        }
        WebhookProviderContract contract = contract(context);
        String deviation = contract.deviations().get(rule.get().value());
        if (deviation != null && rule.get().force() == Rule.Force.SHOULD) {
            throw new TestAbortedException("deviates: " + deviation);
        }
        var broken = new AssertionError(message(rule.get(), context.getDisplayName(), contract, thrown));
        broken.setStackTrace(thrown.getStackTrace());
        throw broken;
    }

    private static String message(Rule rule, String sentence, WebhookProviderContract contract, Throwable thrown) {
        RawDelivery sent = contract.subject().sent();
        String since = contract.subject().since();
        String found = thrown instanceof AssertionError
                ? String.valueOf(thrown.getMessage()).strip()
                : "threw " + thrown;
        return "rule " + rule.value() + " is broken by the provider '"
                + contract.provider().id() + "': " + sentence
                + "\n  found:   " + Exhibit.redacted(found, hidden(contract)).replace("\n", "\n           ")
                + (since == null ? "" : "\n  since:   " + since)
                + "\n  sent:    " + (sent == null ? "nothing" : Exhibit.describe(sent))
                + "\n  look at: " + rule.look()
                + "\n  why:     docs/provider-contract.md, " + rule.value();
    }

    private static List<Secret> hidden(WebhookProviderContract contract) {
        var hidden = new ArrayList<>(Exhibit.secrets(contract.subject()));
        try {
            hidden.addAll(Exhibit.signatures(contract.subject()));
        } catch (RuntimeException | AssertionError notEvenTheGenuineIsBelieved) {
            contract.genuine().headers().map().values().stream()
                    .flatMap(List::stream)
                    .filter(value -> value.length() >= 32)
                    .map(Secret::of)
                    .forEach(hidden::add);
        }
        return hidden;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        record(context, Outcome.PASSED, "");
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        record(context, Outcome.SKIPPED, Results.reason(cause));
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        record(context, Outcome.FAILED, "");
    }

    private static void record(ExtensionContext context, Outcome outcome, String why) {
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        rule(context).ifPresent(rule -> results(context).add(rule, test, outcome, why));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (!top(context).equals(context)) {
            return;
        }
        Optional<WebhookProvider> provider = results(context).provider();
        if (provider.isPresent()) {
            ContractReport report = ContractReport.of(provider.get(), results(context));
            Path folder = Path.of(context.getConfigurationParameter(FOLDER).orElse("target/anyhook-contract"));
            report.write(folder);
            if (context.getConfigurationParameter(FOLDER).isEmpty()) {
                report.compareWithKept(
                        Path.of("contract.json"),
                        context.getConfigurationParameter("anyhook.contract.update")
                                .isPresent());
            }
        }
    }

    private static Optional<Rule> rule(ExtensionContext context) {
        return context.getTestMethod().map(method -> method.getAnnotation(Rule.class));
    }

    private static WebhookProviderContract contract(ExtensionContext context) {
        return context.getRequiredTestInstances()
                .findInstance(WebhookProviderContract.class)
                .orElseThrow();
    }

    private static Results results(ExtensionContext context) {
        return top(context).getStore(OURS).computeIfAbsent(Results.class, any -> new Results(), Results.class);
    }

    /** The context of the outermost test class. */
    private static ExtensionContext top(ExtensionContext context) {
        ExtensionContext top = context;
        while (top.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
            top = top.getParent().orElseThrow();
        }
        return top;
    }
}
