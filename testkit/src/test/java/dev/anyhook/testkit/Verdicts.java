package dev.anyhook.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import dev.anyhook.spi.WebhookProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What the contract says of a provider.
 *
 * @param failures the message of each failure, by {@code Group.test}
 * @param tests how many tests were run
 */
record Verdicts(Map<String, String> failures, int tests) {
    /** Runs the whole contract on {@code provider}; its report goes to {@code folder}. */
    static Verdicts on(WebhookProvider provider, Path folder) {
        return of(selectClass(AcmeContract.class), provider, folder);
    }

    /** Runs the one group of the contract that holds {@code rule} on {@code provider}. */
    static Verdicts on(WebhookProvider provider, String rule, Path folder) {
        String test = Results.tests().entrySet().stream()
                .filter(each -> each.getValue().value().equals(rule))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no test holds " + rule));
        String group = WebhookProviderContract.class.getName() + "$" + test.substring(0, test.indexOf('.'));
        return of(selectNestedClass(List.of(AcmeContract.class.getName()), group), provider, folder);
    }

    private static Verdicts of(DiscoverySelector contract, WebhookProvider provider, Path folder) {
        AcmeContract.suspect(provider);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(contract)
                .configurationParameter("anyhook.contract.report", folder.toString())
                .build();
        var failures = new TreeMap<String, String>();
        int[] tests = {0};
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                tests[0] += test.isTest() ? 1 : 0;
                result.getThrowable()
                        .filter(any -> result.getStatus() == TestExecutionResult.Status.FAILED)
                        .ifPresent(thrown -> failures.put(name(test), String.valueOf(thrown.getMessage())));
            }
        });
        return new Verdicts(failures, tests[0]);
    }

    private static String name(TestIdentifier test) {
        MethodSource source = (MethodSource) test.getSource().orElseThrow();
        return source.getJavaClass().getSimpleName() + "." + source.getMethodName();
    }

    /** Whether a test that holds {@code rule} failed. */
    boolean broke(String rule) {
        return failures.keySet().stream()
                .anyMatch(test -> Results.tests().get(test).value().equals(rule));
    }
}
