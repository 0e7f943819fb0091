package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anyhook.Secret;
import dev.anyhook.simulators.ApiCall;
import dev.anyhook.simulators.SiviSimulator;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Setting the URL over real HTTP, when Sivi agrees. */
final class SiviApiTest {
    private static final URI URL = URI.create("https://hooks.example.com/webhooks/sivi");
    private static final String REGISTERED = URL + "/" + Arrivals.TOKEN.reveal();
    private static final EndpointRequest REQUEST = EndpointRequest.to(URL).withUrlToken(Arrivals.TOKEN);

    private final SiviSimulator sivi = SiviSimulator.start();
    private final SiviWebhooks provider = new SiviWebhooks();

    @AfterEach
    void close() {
        sivi.close();
    }

    private VendorAccount account() {
        return VendorAccount.of(Secret.of(sivi.apiKey())).at(sivi.api());
    }

    private ConfigureResult configure() {
        return provider.configure(REQUEST, account());
    }

    @Test
    void registersTheUrlWithItsTokenAndTellsWhatThatMeans() {
        ConfigureResult result = configure();

        assertThat(result).isInstanceOfSatisfying(Configured.class, configured -> {
            assertThat(configured.endpointId()).isNull();
            assertThat(configured.change()).isEqualTo(Change.REPLACED);
            assertThat(configured.secretKept()).isFalse();
            assertThat(configured.notes())
                    .anyMatch(note -> note.contains("no longer receives") && note.contains("cannot be asked"))
                    .anyMatch(note -> note.contains("never repeats"));
        });
        assertThat(result.toString()).doesNotContain(Arrivals.TOKEN.reveal(), sivi.apiKey());
    }

    @Test
    void overwritesTheUrlThatWasThere() {
        configure();
        provider.configure(REQUEST.withUrlToken(Secret.of("another-token")), account());

        assertThat(sivi.registeredUrl()).hasValue(URI.create(URL + "/another-token"));
    }

    @Test
    void sendsWhatThePageSays() {
        configure();

        assertThat(sivi.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).endsWith("/general/update-webhook");
            assertThat(call.query()).isEmpty();
            assertThat(call.headerNames())
                    .contains("sivi-api-key", "content-type")
                    .doesNotContain("authorization");
            assertThat(call.body()).hasToString("{\"webhookUrl\":\"" + REGISTERED + "\"}");
        });
    }

    @Test
    void keepsAQueryBehindTheToken() {
        URI url = URI.create("https://hooks.example.com/in?tenant=7");
        provider.configure(EndpointRequest.to(url).withUrlToken(Secret.of("t1")), account());

        assertThat(registered()).isEqualTo("https://hooks.example.com/in/t1?tenant=7");
    }

    @Test
    void doesNotAppendTheTokenTwice() {
        provider.configure(EndpointRequest.to(URI.create(REGISTERED)).withUrlToken(Arrivals.TOKEN), account());

        assertThat(registered()).isEqualTo(REGISTERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/webhooks/sivi", "http://localhost/webhooks/sivi", "http://[::1]/in"})
    void allowsPlainHttpOnThisMachine(String url) {
        provider.configure(EndpointRequest.to(URI.create(url)).withUrlToken(Arrivals.TOKEN), account());

        assertThat(registered()).isEqualTo(url + "/" + Arrivals.TOKEN.reveal());
    }

    @Test
    void takesAllEventTypesForNoFilter() {
        provider.configure(REQUEST.withEventTypes(provider.eventTypes()), account());

        assertThat(registered()).isEqualTo(REGISTERED);
    }

    private String registered() {
        ApiCall last = sivi.calls().get(sivi.calls().size() - 1);
        return last.body().path("webhookUrl").textValue();
    }
}
