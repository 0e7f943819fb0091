package dev.anyhook.fuzz;

import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.nexio.NexioWebhooks;
import dev.anyhook.sivi.SiviWebhooks;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.JobReading;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProvider;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's API answers when asked for a job, or to configure an endpoint: what was asked for, or one
 * {@link WebhookException}, whatever the bytes. The header {@code Status} of an input is the answer's status;
 * {@code <key>} is the API key, come back.
 */
final class VendorAnswerTarget implements FuzzTarget {
    private static final String API_KEY = "nx_test_key-of-the-fuzz-tests";
    private static final URI HERE = URI.create("https://hooks.example.com/webhooks/live");
    private static final Secret URL_TOKEN = Secret.of(TokensTarget.URL_TOKENS.get(0));
    private static final List<WebhookProvider> PROVIDERS =
            List.of(new DiffioWebhooks(), new SiviWebhooks(), new NexioWebhooks());

    private static byte @Nullable [] word(String word) {
        return word.equals("key") ? API_KEY.getBytes(StandardCharsets.US_ASCII) : null;
    }

    @Override
    public void accept(byte[] input) {
        Letter letter = Letter.parse(Template.expand(input, VendorAnswerTarget::word));
        String status = letter.first("Status");
        int code = status.matches("[1-5][0-9][0-9]") ? Integer.parseInt(status) : 200;
        VendorAccount account = VendorAccount.of(Secret.of(API_KEY)).over(new Canned(code, letter));
        for (WebhookProvider provider : PROVIDERS) {
            boolean modes = provider.settings().contains("mode");
            VendorAccount fitting = modes ? account.with("mode", "test") : account;
            asked(letter, () -> read(provider, fitting, letter));
            asked(letter, () -> configure(provider, fitting));
        }
    }

    private static void read(WebhookProvider provider, VendorAccount account, Letter letter) {
        Optional<JobReading> reading = provider.jobs().orElseThrow().read("job-1", account);
        reading.ifPresent(read -> Promise.holds(
                read.payload().equals(letter.body())
                        && Promise.isPlain(
                                read.eventId() + read.type() + read.job().vendorState()),
                provider.id() + " reads what was answered, and in plain words"));
    }

    private static void configure(WebhookProvider provider, VendorAccount account) {
        EndpointRequest request = EndpointRequest.to(HERE).withSecretSink((id, secret) -> {});
        boolean tokens = !provider.capabilities().contains(Capability.SIGNED);
        Promise.holds(
                provider.configure(tokens ? request.withUrlToken(URL_TOKEN) : request, account) != null,
                "configuring has a result");
    }

    private static void asked(Letter letter, Runnable call) {
        try {
            call.run();
        } catch (WebhookException said) {
            String message = String.valueOf(said.getMessage());
            Promise.holds(!message.contains(API_KEY), "a message never holds the API key");
            Promise.holds(Promise.isPlain(message), "a message is plain");
            Promise.holds(message.length() < 2000, "a message ends");
            said.retryAfter()
                    .ifPresent(wait -> asMeant(wait, letter.first("Retry-After").strip()));
        }
    }

    private static void asMeant(Duration wait, String header) {
        Promise.holds(!wait.isNegative(), "nobody waits for the past");
        Promise.holds(
                !header.matches("[0-9]+") || wait.equals(Duration.ofSeconds(Long.parseLong(header))),
                "seconds are the seconds said");
    }

    /**
     * Gives one answer to every request, and waits for nothing.
     *
     * @param status its status
     * @param letter its headers and body
     */
    private record Canned(int status, Letter letter) implements VendorAccount.Transport {
        @Override
        public HttpResponse<byte[]> send(HttpRequest request) {
            return new CannedResponse(request, status, letter.merged(), letter.body());
        }

        @Override
        public void pause(Duration duration) {
            Promise.holds(!duration.isNegative() && duration.toSeconds() <= 31, "pauses are short");
        }
    }
}
