package dev.anyhook.cli;

import dev.anyhook.Secret;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.Purpose;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.TestResult.Requested;
import dev.anyhook.spi.TestResult.Unavailable;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the vendor of one endpoint to deliver a sample. */
@Command(
        name = "test",
        description = {
            "Asks the vendor of an endpoint to deliver a sample.",
            "Needs the endpoint's api-key, if the vendor has samples. Exits with 1 if it has none, and says what to do"
                    + " instead."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook test diffio-live --event generation.failed")
final class TestCommand implements Callable<Integer> {
    /** For vendors that have no samples, and so are not called. */
    private static final VendorAccount NOBODYS = VendorAccount.of(Secret.of("nobody's"));

    private final Shell shell;

    @Parameters(paramLabel = "ENDPOINT", description = "An endpoint of the configuration.")
    private String endpoint = "";

    @Option(
            names = "--event",
            paramLabel = "TYPE",
            description = "The type of event; the vendor's word for a finished job unless given.")
    private @Nullable String event;

    @Mixin
    private ConfigOption config = new ConfigOption();

    TestCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        EndpointConfig configured = config.endpoint(shell, Purpose.TEST, endpoint);
        String type = event == null ? finished(configured.provider()) : event;
        VendorAccount account = configured.account() == null ? NOBODYS : configured.account();
        TestResult result = configured.provider().test(TestRequest.of(type), account);
        if (result instanceof Unavailable unavailable) {
            say("no sample: " + unavailable.alternative());
            return ExitCode.NO;
        }
        if (result instanceof Requested requested) {
            say("a sample of " + type + " will arrive with the event id " + requested.eventId());
            new TreeMap<>(requested.answer())
                    .forEach((name, value) -> shell.out().println("  " + Printable.of(name + ": " + value)));
        }
        return ExitCode.YES;
    }

    private static String finished(WebhookProvider provider) {
        var types = new TreeSet<>(provider.eventTypes());
        return types.stream()
                .filter(type -> type.endsWith("completed"))
                .findFirst()
                .orElseGet(types::first);
    }

    private void say(String what) {
        shell.out().println(endpoint + ": " + Printable.of(what));
    }
}
