package dev.anyhook.sivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.anyhook.Secret;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult.Unavailable;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProviders;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Sivi's provider says of itself, and what it refuses before it calls anybody. */
final class SiviWebhooksTest {
    private static final EndpointRequest GOOD = EndpointRequest.to(
                    URI.create("https://hooks.example.com/webhooks/sivi"))
            .withUrlToken(Arrivals.TOKEN);

    private final SiviWebhooks sivi = new SiviWebhooks();
    private final VendorAccount account = VendorAccount.of(Secret.of("a-key")).over(new NoCalls());

    private void refuses(EndpointRequest request, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.configure(request, account))
                .withMessageStartingWith(field)
                .withMessageNotContaining(Arrivals.TOKEN.reveal());
    }

    @Test
    void isFoundByItsId() {
        assertThat(WebhookProviders.load("sivi")).isInstanceOf(SiviWebhooks.class);
        assertThat(sivi.id().value()).isEqualTo("sivi");
    }

    @Test
    void promisesNothingThatSiviDoesNot() {
        assertThat(sivi.capabilities()).isEmpty();
        assertThat(sivi.endpoints()).isEmpty();
        assertThat(sivi.jobs()).isPresent();
    }

    @Test
    void namesTheWordsOfThePagesAndItsSettings() {
        assertThat(sivi.eventTypes())
                .containsExactlyInAnyOrder(
                        "design.pending", "design.processing", "design.complete", "design.completed", "design.failed");
        assertThat(sivi.settings()).containsExactlyInAnyOrder("plan", "environment", "abstract-user-id");
    }

    @Test
    void saysWhatToDoInsteadOfATest() {
        assertThat(sivi.test(TestRequest.of("design.complete"), account))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable ->
                                assertThat(unavailable.alternative()).contains("anyhook send", "cheapest real design"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/webhooks/sivi",
                "http://10.0.0.1/webhooks/sivi",
                "http://127.0.0.1.example.com/webhooks/sivi",
                "ftp://127.0.0.1/webhooks/sivi"
            })
    void refusesToSendTheTokenInClearText(String url) {
        refuses(EndpointRequest.to(URI.create(url)).withUrlToken(Arrivals.TOKEN), "url must be https");
    }

    @Test
    void refusesAUrlWithoutAToken() {
        refuses(EndpointRequest.to(GOOD.url()), "urlToken is missing");
    }

    @Test
    void refusesATokenThatNoPathCanHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.configure(GOOD.withUrlToken(Secret.of("two/segments")), account))
                .withMessageContaining("URL token")
                .withMessageNotContaining("two/segments");
    }

    @Test
    void refusesAFilterThatSiviCannotKeep() {
        refuses(GOOD.withEventTypes(Set.of("design.complete")), "eventTypes must be empty or all of");
        refuses(GOOD.withEventTypes(Set.of("design.complete", "no.such")), "eventTypes must be empty or all of");
    }

    @Test
    void refusesWhatSiviWouldNotKeep() {
        refuses(GOOD.withDescription("a note"), "description must be absent");
        refuses(GOOD.withBearer(Secret.of("a-bearer")), "bearer must be absent");
    }

    @ParameterizedTest
    @CsvSource({
        "plan, gold, '[general, super, enterprise]'",
        "plan, General, '[general, super, enterprise]'",
        "environment, prod, '[production, staging]'",
        "abstract-user-id, u1, '[super, enterprise]'",
        "plans, general, '[abstract-user-id, environment, plan]'"
    })
    void refusesSettingsThatSiviDoesNotHave(String name, String value, String choices) {
        VendorAccount odd = account.with(name, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.configure(GOOD, odd))
                .withMessageContaining(name)
                .withMessageContaining(choices);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.jobs().orElseThrow().read("r1", odd))
                .withMessageContaining(name)
                .withMessageContaining(choices);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.check(odd))
                .withMessageContaining(name)
                .withMessageContaining(choices);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "environment", "abstract-user-id"})
    void doesNotShowAKeyThatWasPutInTheWrongPlace(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.check(account.with(name, "x a-key")))
                .withMessageContaining("'x [redacted]'")
                .withMessageNotContaining("a-key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.check(account.with("a-key", "x")))
                .withMessageContaining("no setting '[redacted]'");
    }

    @Test
    void refusesABlankUserAndABlankJob() {
        VendorAccount blank = account.with("plan", "super").with("abstract-user-id", " ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.configure(GOOD, blank))
                .withMessageContaining("abstract-user-id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.jobs().orElseThrow().read(" ", account))
                .withMessageContaining("jobId");
    }

    @Test
    void refusesToSendTheKeyInClearText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sivi.configure(GOOD, account.at(URI.create("http://connect.example.com"))))
                .withMessageContaining("https")
                .withMessageNotContaining("a-key");
    }
}
