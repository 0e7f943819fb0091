package dev.anyhook.cli;

import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.Purpose;
import dev.anyhook.signing.UrlToken;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a captured request as the receiver would. */
@Command(
        name = "verify",
        description = {
            "Judges a captured HTTP request as the receiver would, and says why.",
            "The file holds the request line, the headers, an empty line and the body, byte for byte.",
            "Needs the endpoint's secrets or url-token, but no api-key. Exits with 0 for a genuine delivery, and for a"
                    + " claim that the endpoint takes; with 1 for one that is not believed."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook verify diffio-live --request delivery.http --at 2026-01-28T12:35:00Z")
final class VerifyCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "ENDPOINT", description = "An endpoint of the configuration.")
    private String endpoint = "";

    @Option(names = "--request", required = true, paramLabel = "FILE", description = "The captured request.")
    private Path request = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "When it arrived, such as 2026-01-28T12:35:00Z; now unless given.")
    private @Nullable Instant at;

    @Mixin
    private ConfigOption config = new ConfigOption();

    VerifyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        EndpointConfig configured = config.endpoint(shell, Purpose.VERIFY, endpoint);
        CapturedRequest captured = CapturedRequest.read(request);
        captured.notes().forEach(note -> shell.err().println("note: " + note));
        if (!captured.wasSentTo(endpoint)) {
            shell.err()
                    .println("note: the request line does not name " + Route.of(endpoint)
                            + "; judged as if it had been sent there");
        }
        RawDelivery delivery =
                captured.arrivingAt(endpoint, at == null ? shell.clock().instant() : at);
        VerificationResult result = judge(configured, delivery);
        return new Verdict(shell.out()).print(result, configured, delivery);
    }

    private static VerificationResult judge(EndpointConfig configured, RawDelivery delivery) {
        TrustPolicy trust = configured.requiredTrust();
        Rejected misdirected = trust.urlTokens().isEmpty()
                ? null
                : UrlToken.of(trust.urlTokens()).broken(delivery.endpoint(), delivery.target());
        return misdirected == null ? configured.provider().verify(delivery, trust) : misdirected;
    }
}
