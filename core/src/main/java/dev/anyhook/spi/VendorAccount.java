package dev.anyhook.spi;

import dev.anyhook.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose account, where its API lives, and the one way to reach it.
 *
 * @param apiKey what the vendor's API knows us by
 * @param api the base of the vendor's API; null for the one the vendor documents
 * @param settings the vendor's own choices, by the names in {@link WebhookProvider#settings()}
 * @param transport how requests travel; tests and proxies replace it
 */
public record VendorAccount(Secret apiKey, @Nullable URI api, Map<String, String> settings, Transport transport) {
    public VendorAccount {
        Objects.requireNonNull(apiKey, "apiKey");
        settings = Map.copyOf(Objects.requireNonNull(settings, "settings"));
        Objects.requireNonNull(transport, "transport");
    }

    /** The vendor's production API, reached with the JDK's HTTP client. */
    public static VendorAccount of(Secret apiKey) {
        return new VendorAccount(apiKey, null, Map.of(), Transport.standard());
    }

    /** The same account at another base: a staging system or a simulator. */
    public VendorAccount at(URI base) {
        return new VendorAccount(apiKey, base, settings, transport);
    }

    /** The same account with one setting more. */
    public VendorAccount with(String setting, String value) {
        var all = new HashMap<>(settings);
        all.put(setting, value);
        return new VendorAccount(apiKey, api, all, transport);
    }

    /** The same account over another transport. */
    public VendorAccount over(Transport other) {
        return new VendorAccount(apiKey, api, settings, other);
    }

    /** Carries one request to the vendor and brings the answer. Safe for any number of threads. */
    @FunctionalInterface
    public interface Transport {
        /**
         * Sends {@code request} once.
         *
         * @throws IOException if no complete answer came, in time and within the size allowed
         */
        HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException;

        /** Waits between two tries of one call. */
        default void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }

        /** The JDK's client: HTTP/1.1, 5 s to connect, 30 s for a whole answer of at most 2 MiB, no redirects. */
        static Transport standard() {
            return HttpTransport.STANDARD;
        }

        /** The JDK's client with limits of the caller's choice. */
        static Transport limitedTo(Duration connect, Duration answer, int maxAnswerBytes) {
            return new HttpTransport(connect, answer, maxAnswerBytes);
        }
    }
}
