package dev.anyhook.cli;

import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.Purpose;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.ActionRequired;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.WebhookProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Points the vendor of one endpoint at its public URL. */
@Command(
        name = "configure",
        description = {
            "Points the vendor of an endpoint at its public URL.",
            "Needs the endpoint's api-key, and its tokens if it has any, but no secrets: those may come out of this."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook configure nexio-live --url https://hooks.example.com --secret-file nexio.secret")
final class ConfigureCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "ENDPOINT", description = "An endpoint of the configuration.")
    private String endpoint = "";

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            converter = UrlConverter.class,
            description = "Where the public reaches the endpoint; without a path, /webhooks/ENDPOINT is added."
                    + " Leave the url-token out, it is added too.")
    private URI url = URI.create("");

    @Option(
            names = "--events",
            split = ",",
            paramLabel = "TYPE",
            description = "Which event types to deliver; all unless given.")
    private Set<String> events = new LinkedHashSet<>();

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Where a secret goes that the vendor shows once: a new file that only its owner can read.")
    private @Nullable Path secretFile;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ConfigureCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        EndpointConfig configured = config.endpoint(shell, Purpose.CONFIGURE, endpoint);
        EndpointRequest request = request(configured);
        boolean showsSecret = configured.provider().capabilities().contains(Capability.SECRET_SHOWN_ONCE);
        if (showsSecret && secretFile == null) {
            throw new WrongUseException(configured.provider().id()
                    + " shows the signing secret once: say with --secret-file FILE where to keep it");
        }
        if (!showsSecret && secretFile != null) {
            shell.err()
                    .println("--secret-file is not needed: "
                            + configured.provider().id() + " shows no secret here");
        }
        if (!showsSecret || secretFile == null) {
            report(configured.provider().configure(request, configured.requiredAccount()), configured.provider());
            return ExitCode.YES;
        }
        report(configureKeeping(configured, request, secretFile), configured.provider());
        return ExitCode.YES;
    }

    private ConfigureResult configureKeeping(EndpointConfig configured, EndpointRequest request, Path path)
            throws IOException {
        try (var file = SecretFile.reserve(path)) {
            try {
                return configured.provider().configure(request.withSecretSink(file), configured.requiredAccount());
            } finally {
                sayWhatIsIn(file, path);
            }
        }
    }

    private void sayWhatIsIn(SecretFile file, Path path) {
        if (file.isWhole()) {
            shell.out()
                    .println(endpoint + ": the signing secret is in " + path
                            + ", for its owner alone; hand it to 'secrets' through the environment");
        } else if (file.isBegun()) {
            shell.err()
                    .println(path + " may hold the signing secret, or a part of it: look before you delete it, and name"
                            + " another file next time");
        }
    }

    private EndpointRequest request(EndpointConfig configured) {
        EndpointRequest request = EndpointRequest.to(publicUrl()).withEventTypes(events);
        request = configured.bearer() == null ? request : request.withBearer(configured.bearer());
        return configured.urlTokens().isEmpty()
                ? request
                : request.withUrlToken(configured.urlTokens().get(0));
    }

    private URI publicUrl() {
        if (!Route.isMissingIn(url)) {
            return url;
        }
        URI whole = url.resolve(Route.of(endpoint));
        shell.err().println("the URL has no path, so deliveries will go to " + whole);
        return whole;
    }

    private void report(ConfigureResult result, WebhookProvider provider) {
        if (result instanceof ActionRequired action) {
            String id = action.endpointId();
            say(id == null ? "the vendor has no call for it:" : "registered as " + id + "; one step is left to you:");
            shell.out().println("  " + Printable.of(action.instruction()));
        } else if (result instanceof Configured done) {
            say(change(done.change()) + (done.endpointId() == null ? "" : ", id " + done.endpointId()));
            done.notes().forEach(note -> shell.out().println("  note: " + Printable.of(note)));
            sayHowToRotate(done, provider);
            if (!done.secretKept() && secretFile != null) {
                shell.out().println("  no secret was shown, so " + secretFile + " was not written");
            }
        }
    }

    /** No command rotates a secret, so whoever must do it is told where it is done. */
    private void sayHowToRotate(Configured done, WebhookProvider provider) {
        boolean showsSecret = provider.capabilities().contains(Capability.SECRET_SHOWN_ONCE);
        if (done.secretKept() || !showsSecret || done.endpointId() == null) {
            return;
        }
        shell.out().println("  to rotate the secret from code: endpoints().rotateSecret of the provider");
    }

    private void say(String what) {
        shell.out().println(endpoint + ": " + Printable.of(what));
    }

    private static String change(ConfigureResult.Change change) {
        return switch (change) {
            case CREATED -> "a new endpoint was made";
            case UPDATED -> "the endpoint that was there was changed to fit";
            case UNCHANGED -> "the endpoint that was there fits already";
            case REPLACED -> "the vendor's only URL was overwritten";
        };
    }
}
