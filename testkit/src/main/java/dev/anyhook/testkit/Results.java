package dev.anyhook.testkit;

import dev.anyhook.spi.WebhookProvider;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** What became of the rules in one run of one contract test. Safe for any number of threads. */
final class Results {
    private static final String NOT_RUN = "was not run";

    private final Map<String, Result> byRule = new TreeMap<>(
            Comparator.comparingInt((String rule) -> rule.charAt(0)).thenComparingInt(Results::number));
    private @Nullable WebhookProvider provider;
    private final Set<String> left = new TreeSet<>(tests().keySet());

    Results() {
        tests().values().forEach(rule -> byRule.put(rule.value(), new Result(rule, Outcome.SKIPPED, NOT_RUN)));
    }

    /** The tests of the contract, such as {@code Time.keepsTheWindow}, and the rule that each holds. */
    static Map<String, Rule> tests() {
        var tests = new TreeMap<String, Rule>();
        for (Class<?> group : WebhookProviderContract.class.getDeclaredClasses()) {
            if (group.isAnnotationPresent(Nested.class)) {
                for (Method method : group.getSuperclass().getDeclaredMethods()) {
                    Rule rule = method.getAnnotation(Rule.class);
                    if (rule != null) {
                        tests.put(group.getSimpleName() + "." + method.getName(), rule);
                    }
                }
            }
        }
        return tests;
    }

    private static int number(String rule) {
        return Integer.parseInt(rule.substring(1));
    }

    /** Why a test was given up: the sentence that it was given up with. */
    static String reason(@Nullable Throwable cause) {
        String message = cause == null ? "no reason given" : String.valueOf(cause.getMessage());
        return message.startsWith("Assumption failed: ") ? message.substring("Assumption failed: ".length()) : message;
    }

    synchronized void about(WebhookProvider tested) {
        provider = tested;
    }

    synchronized void add(Rule rule, String test, Outcome outcome, String why) {
        byRule.merge(rule.value(), new Result(rule, outcome, why), Result::with);
        left.remove(test);
    }

    synchronized Optional<WebhookProvider> provider() {
        return Optional.ofNullable(provider);
    }

    synchronized Collection<Result> all() {
        return List.copyOf(byRule.values());
    }

    /** Whether every test of the contract was run. */
    synchronized boolean complete() {
        return left.isEmpty();
    }

    /**
     * What became of one rule.
     *
     * @param rule the rule
     * @param outcome the worst of its tests
     * @param why why it was skipped; empty otherwise
     */
    record Result(Rule rule, Outcome outcome, String why) {
        Result with(Result other) {
            return other.outcome.compareTo(outcome) > 0 || why.equals(NOT_RUN) ? other : this;
        }
    }
}
