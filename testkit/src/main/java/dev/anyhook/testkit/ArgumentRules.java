package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anyhook.spi.Capability;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.VendorAccount;
import java.net.URI;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A: what the caller got wrong is an {@link IllegalArgumentException}, before any call. */
abstract class ArgumentRules {
    private final Subject subject;
    private final Operations operations;

    ArgumentRules(Subject subject) {
        this.subject = subject;
        this.operations = new Operations(subject);
    }

    @Test
    @Rule(value = "A1", look = "settings() and check(account)")
    @DisplayName("refuses account settings that it does not know, in check and in every operation")
    void refusesUnknownSettings() {
        refuses(account -> subject.provider().check(account.with("no-such-setting", "x")));
        for (Operations.Operation operation : operations.all()) {
            refuses(account -> operation.run().accept(account.with("no-such-setting", "x")));
        }
    }

    @Test
    @Rule(value = "A2", look = "check(account): it makes no call, and is content with what the operations take")
    @DisplayName("finds no fault with a good account, without any call")
    void findsNoFault() {
        var transport = new Unreachable();

        subject.provider().check(operations.account(transport));

        assertThat(transport.calls()).isZero();
    }

    @Test
    @Rule(value = "A3", look = "EndpointRequest.eventTypes() against eventTypes()")
    @DisplayName("refuses an event type that the vendor does not document")
    void refusesUnknownTypes() {
        EndpointRequest request = operations.request().withEventTypes(Set.of("no.such.type"));

        refuses(account -> operations.configure(request, account));
    }

    @Test
    @Rule(value = "A4", look = "TestRequest.eventType() against eventTypes()")
    @DisplayName("refuses a sample of a type that the vendor does not document, if there are samples")
    void refusesUnknownSamples() {
        subject.assume(Capability.TEST_EVENT, true);

        refuses(account -> subject.provider().test(TestRequest.of("no.such.type"), account));
    }

    @Test
    @Rule(value = "A5", look = "EndpointRequest.secretSink() when it is null")
    @DisplayName("refuses to make a secret that nobody would keep, if the vendor shows secrets once")
    void refusesToLoseSecrets() {
        subject.assume(Capability.SECRET_SHOWN_ONCE, true);
        EndpointRequest usual = operations.request();
        var request = new EndpointRequest(
                usual.url(), usual.eventTypes(), usual.description(), usual.bearer(), usual.urlToken(), null);

        refuses(account -> operations.configure(request, account));
    }

    @Test
    @Rule(value = "A6", look = "the scheme of EndpointRequest.url()")
    @DisplayName("refuses a URL at which deliveries would arrive in clear text")
    void refusesClearText() {
        EndpointRequest usual = operations.request();
        var request = new EndpointRequest(
                URI.create("http://hooks.example.com/webhooks/contract"),
                usual.eventTypes(),
                usual.description(),
                usual.bearer(),
                usual.urlToken(),
                usual.secretSink());

        refuses(account -> operations.configure(request, account));
    }

    @Test
    @Rule(value = "A7", look = "VendorApi.of refuses such a base; is the account's api() used?")
    @DisplayName("refuses an API base to which the key would travel in clear text")
    void refusesAnOpenApi() {
        for (Operations.Operation operation : operations.calls()) {
            refuses(account -> operation.run().accept(account.at(URI.create("http://api.example.com/v1"))));
        }
    }

    private void refuses(Consumer<VendorAccount> what) {
        var transport = new Unreachable();
        assertThatThrownBy(() -> what.accept(operations.account(transport)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(transport.calls()).as("calls to the vendor").isZero();
    }
}
