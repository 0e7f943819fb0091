package dev.anyhook.fuzz;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.diffio.DiffioWebhooks;
import dev.anyhook.http.HttpOptions;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.http.HttpTimeouts;
import dev.anyhook.nexio.NexioWebhooks;
import dev.anyhook.receiver.InMemoryInbox;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.sivi.SiviWebhooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP front, on a socket: whatever is sent, it answers with one of its documented answers or closes, soon, without
 * an error of its own, and serves the next. Endpoints are {@code diffio}, {@code nexio} and {@code sivi}, whose words
 * inputs know; {@code <sig>} signs what follows the first empty line.
 */
final class HttpTarget implements FuzzTarget {
    /** Those documented, and the interim one. */
    private static final Set<Integer> ANSWERS = Set.of(100, 200, 400, 401, 404, 405, 408, 413, 415, 503);

    private static final byte[] PROBE =
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final HttpTimeouts SHORT = new HttpTimeouts(
            Duration.ofMillis(400), Duration.ofSeconds(5), Duration.ofMillis(400), Duration.ofSeconds(1));

    private final SignedModel diffio = Targets.standardWebhooksModel("svix-");
    private final SignedModel nexio = Targets.timestampedModel("X-Nexio-Signature");
    private final CapturedErrors errors = CapturedErrors.start();
    private final WebhookReceiver receiver;
    private final HttpReceiver http;

    HttpTarget() {
        receiver = WebhookReceiver.builder()
                .endpoint("diffio", new DiffioWebhooks(), trust(diffio))
                .endpoint("nexio", new NexioWebhooks(), trust(nexio))
                .endpoint("sivi", new SiviWebhooks(), TrustPolicy.urlToken(Secret.of(TokensTarget.URL_TOKENS.get(0))))
                .inbox(InMemoryInbox.create())
                .grace(Duration.ofSeconds(1))
                .build();
        http = HttpReceiver.start(
                receiver,
                HttpOptions.defaults()
                        .withMaxBody(64 * 1024)
                        .withTimeouts(SHORT)
                        .withEventLoops(1)
                        .withClock(InstantSource.fixed(Letter.NOW)));
    }

    private static TrustPolicy trust(SignedModel model) {
        return TrustPolicy.signedWith(model.keys().stream().map(Key::secret).toList());
    }

    @Override
    public void accept(byte[] input) throws IOException {
        List<Reply> replies = answers(input);
        for (Reply reply : replies) {
            Promise.holds(
                    reply.isToAnotherProtocol() || (ANSWERS.contains(reply.status()) && reply.isOurs()),
                    "an answer is one of those documented, in our words: " + reply);
        }
        Promise.holds(
                replies.stream().noneMatch(Reply::isAccepted) || holdsCredential(input),
                "nothing is accepted without a credential");
        List<Reply> probed = RawSocket.ask(http.port(), PROBE);
        Promise.holds(probed.size() == 1 && probed.get(0).status() == 200, "the server serves the next: " + probed);
        Promise.isDiscreet(errors.taken(), Targets.secrets());
    }

    /** What is answered to {@code input}. */
    List<Reply> answers(byte[] input) throws IOException {
        return RawSocket.ask(http.port(), spelledOut(input));
    }

    private byte[] spelledOut(byte[] input) {
        byte[] words = Template.expand(input, TokensTarget::word);
        Letter letter = Letter.parse(withoutCarriageReturns(words));
        return Template.expand(Template.expand(words, Letter::instant), word -> signature(word, letter));
    }

    /** Lines end in CRLF here; for the signature's sake they are read as if in LF. */
    private static byte[] withoutCarriageReturns(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n");
        return (body < 0 ? text : text.substring(0, body).replace("\r", "") + "\n\n" + text.substring(body + 4))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte @Nullable [] signature(String word, Letter letter) {
        return (letter.first("svix-id").isEmpty() ? nexio : diffio).word(word, letter);
    }

    private static boolean holdsCredential(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        return text.contains("<token") || text.contains(TokensTarget.URL_TOKENS.get(0)) || text.contains("<sig");
    }

    @Override
    public void close() {
        http.close();
        receiver.close();
        errors.close();
    }
}
