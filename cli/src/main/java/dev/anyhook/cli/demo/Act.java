package dev.anyhook.cli.demo;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.SentDelivery;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** One vendor's part: it is set up as a user would set it up, then sends good deliveries and bad ones. */
interface Act extends AutoCloseable {
    /** The vendor's id. */
    String vendor();

    /** Points the vendor at us through its API, and says what came of it. */
    List<String> configure();

    /** Adds the endpoint to the receiver, with what {@link #configure()} brought. */
    void join(WebhookReceiver.Builder receiver);

    /** Has the vendor deliver to {@code receiver} from now on. */
    void deliverTo(URI receiver);

    /** Asks the vendor for a sample, and says what came of it. */
    String test();

    /** Sends deliveries and reports each. */
    void play(Stage stage);

    /** What verification makes of {@code delivery}. */
    VerificationResult judge(RawDelivery delivery);

    @Override
    void close();

    /** The verdict on what was sent, in a word or two; the same whoever asks, because verification is pure. */
    default String verdict(Attempt attempt) {
        SentDelivery sent = attempt.sent();
        var headers = new TreeMap<String, List<String>>();
        sent.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        var delivery = new RawDelivery(
                vendor(),
                URI.create(sent.target()),
                HttpHeaders.of(headers, (name, value) -> true),
                Payload.copyOf(sent.body()),
                attempt.at());
        return judge(delivery)
                .fold(
                        verified -> "signed",
                        unsigned -> "a claim",
                        rejected -> rejected.reason()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' '));
    }
}
