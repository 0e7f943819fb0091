package dev.anyhook.cli;

import dev.anyhook.JobUpdate;
import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.WebhookEvent;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.receiver.Diagnosis;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/** Says to a person what verification made of a delivery. */
final class Verdict {
    private final PrintStream out;

    Verdict(PrintStream out) {
        this.out = out;
    }

    /** Prints {@code result} and returns the exit code that says the same. */
    int print(VerificationResult result, EndpointConfig endpoint, RawDelivery delivery) {
        return result.fold(
                verified -> {
                    headline("green", "verified", "signed with the secret " + verified.secretLabel());
                    event(verified.event());
                    return ExitCode.YES;
                },
                unsigned -> {
                    if (!endpoint.requiredTrust().acceptsUnsigned()) {
                        headline("red", "refused", "the delivery is unsigned, and this endpoint takes none such");
                        return ExitCode.NO;
                    }
                    headline(
                            "yellow",
                            "claimed",
                            "nobody signed this: it is only a claim until the vendor's API confirms it");
                    event(unsigned.claim());
                    return ExitCode.YES;
                },
                rejected -> refused(rejected, endpoint, delivery));
    }

    private int refused(Rejected rejected, EndpointConfig endpoint, RawDelivery delivery) {
        headline("red", "refused", rejected.reason() + ": " + rejected.detail());
        field("judged as of", delivery.receivedAt().toString());
        if (rejected.reason() == Reason.SIGNATURE_MISMATCH) {
            String why = Diagnosis.of(endpoint.provider(), endpoint.requiredTrust(), delivery)
                    .orElse("nothing that commonly goes wrong explains it: another secret, or a forgery");
            field("diagnosis", why);
        }
        return ExitCode.NO;
    }

    private void event(WebhookEvent event) {
        field("event", event.id());
        field("type", event.type());
        if (event.occurredAt() != null) {
            field("occurred at", event.occurredAt().toString());
        }
        JobUpdate job = event.job();
        if (job != null) {
            field("job", job.jobId() + " " + job.state() + " (in the vendor's word: " + job.vendorState() + ")");
        }
        if (job != null && job.error() != null) {
            field("error", job.error());
        }
    }

    private void headline(String colour, String word, String why) {
        out.println(Ansi.AUTO.string("@|bold," + colour + " " + word + "|@") + ": " + Printable.of(why));
    }

    private void field(String name, String value) {
        out.println("  " + name + ": " + Printable.of(value));
    }
}
