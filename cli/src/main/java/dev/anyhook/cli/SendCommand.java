package dev.anyhook.cli;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.cli.config.Config;
import dev.anyhook.cli.config.EndpointConfig;
import dev.anyhook.cli.config.Purpose;
import dev.anyhook.simulators.SampleDelivery;
import dev.anyhook.simulators.Samples;
import dev.anyhook.spi.Capability;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays the vendor of one endpoint towards a receiver on this machine. */
@Command(
        name = "send",
        description = {
            "Signs a sample as the vendor would, and posts it to a receiver on this machine.",
            "Exits with 0 if the receiver answers 200, with 1 if it answers anything else."
        },
        footerHeading = "%nExample:%n",
        footer = "  anyhook send diffio-live --type generation.completed")
final class SendCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "ENDPOINT", description = "An endpoint of the configuration.")
    private String endpoint = "";

    @Option(names = "--type", required = true, paramLabel = "TYPE", description = "The type of event.")
    private String type = "";

    @Option(
            names = "--to",
            paramLabel = "URL",
            converter = UrlConverter.class,
            description = "The receiver, on this machine; the configured server unless given.")
    private @Nullable URI to;

    @Mixin
    private ConfigOption config = new ConfigOption();

    SendCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Config read = config.forEndpoint(shell, Purpose.SEND, endpoint);
        EndpointConfig configured = read.endpoints().get(0);
        URI url = LocalUrl.of(configured, read.server(), to);
        SampleDelivery sample = sample(configured, shell.clock().instant());
        String shown = LocalUrl.shown(url, configured);
        HttpResponse<String> answer = post(sample, url, shown);
        shell.out()
                .println(endpoint + ": " + shown + " answered " + answer.statusCode() + " "
                        + Printable.of(answer.body()));
        boolean isTaken = answer.statusCode() == 200;
        boolean isClaim = !configured.provider().capabilities().contains(Capability.SIGNED);
        if (isTaken && isClaim && configured.hasApiKey()) {
            shell.err()
                    .println("note: a sample names a job that "
                            + configured.provider().id() + " does not know, so this claim will never be confirmed");
        }
        return isTaken ? ExitCode.YES : ExitCode.NO;
    }

    private SampleDelivery sample(EndpointConfig configured, Instant at) {
        TrustPolicy trust = configured.requiredTrust();
        String vendor = configured.provider().id().value();
        return switch (vendor) {
            case "diffio" -> Samples.diffio(type, newest(trust), at);
            case "sivi" -> Samples.sivi(type);
            case "nexio" -> Samples.nexio(type, newest(trust), keyReading(trust), bearer(trust), at);
            default ->
                throw new WrongUseException(
                        "there is no sample of " + vendor + " here; there are samples of diffio, nexio and sivi");
        };
    }

    private static String newest(TrustPolicy trust) {
        return trust.secrets().get(0).reveal();
    }

    private static String keyReading(TrustPolicy trust) {
        KeyEncoding encoding = trust.keyEncoding() == null ? KeyEncoding.RAW : trust.keyEncoding();
        return encoding.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String bearer(TrustPolicy trust) {
        Secret bearer = trust.bearer();
        return bearer == null ? null : bearer.reveal();
    }

    private static HttpResponse<String> post(SampleDelivery sample, URI url, String shown)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body()));
        sample.headers().forEach(request::header);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (ConnectException nobody) {
            throw new IOException("nobody listens at " + shown + "; start the receiver with: anyhook serve", nobody);
        }
    }
}
