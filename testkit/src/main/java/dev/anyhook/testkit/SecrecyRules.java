package dev.anyhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.anyhook.KeyEncoding;
import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.DeliveryVerifier;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.VendorAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Q: no text of any kind shows a secret, a signature or a body. */
abstract class SecrecyRules {
    private final Subject subject;
    private final Operations operations;

    SecrecyRules(Subject subject) {
        this.subject = subject;
        this.operations = new Operations(subject);
    }

    @Test
    @Rule(value = "Q1", look = "the detail of Rejected, and what is put into the id and the type of an event")
    @DisplayName("no verdict shows a secret or a signature")
    void verdictsShowNothing() {
        List<Secret> hidden = new ArrayList<>(Exhibit.secrets(subject));
        hidden.addAll(Exhibit.signatures(subject));
        for (RawDelivery delivery : variously()) {
            String shown = subject.verdict(delivery).toString();

            assertThat(Leaks.in(shown, hidden)).as("what the verdict shows").isEmpty();
        }
    }

    @Test
    @Rule(value = "Q2", look = "the detail of Rejected")
    @DisplayName("no refusal shows the body")
    void refusalsShowNoBody() {
        String canary = "canary-in-the-body";
        RawDelivery delivery = subject.genuine().withBody(Payload.utf8("{\"id\":\"" + canary + "\"}"));
        VerificationResult verdict = subject.verdict(delivery);
        String shown = verdict instanceof VerificationResult.Rejected rejected ? rejected.toString() : "";

        assertThat(shown.contains(canary)).as("the refusal shows the body").isFalse();
    }

    @Test
    @Rule(value = "Q3", look = "the message and the cause of the exception for a secret that cannot be used")
    @DisplayName("no exception about a policy shows a secret of it")
    void policyErrorsShowNothing() {
        Secret garbled = Secret.of("whsec_%%garbled-garbled-garbled%%");
        Secret token = Secret.of("bad/token/bad/token");
        for (TrustPolicy trust : List.of(
                subject.withSecrets(subject.trust().secrets().isEmpty() ? List.of() : List.of(garbled)),
                TrustPolicy.signedWith(garbled).withKeyEncoding(KeyEncoding.BASE64),
                TrustPolicy.signedWith(garbled).andBearer(token),
                TrustPolicy.urlToken(token))) {
            Throwable thrown = catchThrowable(() -> subject.provider().verifier(trust));
            if (thrown != null) {
                assertThat(Leaks.in(thrown, List.of(garbled, token)))
                        .as("what the exception shows")
                        .isEmpty();
            }
        }
    }

    @Test
    @Rule(value = "Q4", look = "words of the vendor that get into messages: VendorCall cuts secrets out, and only it")
    @DisplayName("no exception of a call shows the API key or a token, even if the vendor repeats them")
    void callErrorsShowNothing() {
        Secret key = operations.account(new Unreachable()).apiKey();
        var tokens = new ArrayList<>(subject.trust().urlTokens());
        EndpointRequest request = operations.request();
        if (subject.declares(Capability.BEARER)) {
            tokens.add(Secret.of("contract-bearer-token"));
            request = request.withBearer(tokens.get(tokens.size() - 1));
        }
        EndpointRequest configured = request;
        tokens.add(key);
        showsNothing("configure", account -> operations.configure(configured, account), tokens);
        for (Operations.Operation operation : operations.all()) {
            showsNothing(operation.name(), operation.run(), List.of(key));
        }
    }

    private void showsNothing(String name, Consumer<VendorAccount> operation, List<Secret> hidden) {
        String all = String.join(" ", hidden.stream().map(Secret::reveal).toList());
        String echo = "{\"error\":\"no " + all + "\",\"message\":\"no " + all + "\",\"code\":\"" + all
                + "\",\"body\":{\"message\":\"no " + all + "\"}}";
        for (ScriptedVendor.Script telling : List.<ScriptedVendor.Script>of(
                request -> Answered.of(request, 400, echo),
                request -> Answered.of(request, 200, "no " + all),
                request -> {
                    throw new IOException("no way to " + all);
                })) {
            ScriptedVendor vendor = operations.knowingOnlyWhatItWasSent(telling, hidden);
            Throwable thrown = catchThrowable(() -> operation.accept(operations.account(vendor)));

            assertThat(thrown == null ? List.of() : Leaks.in(thrown, hidden))
                    .as("what the exception of '%s' shows", name)
                    .isEmpty();
        }
    }

    @Test
    @Rule(value = "Q5", look = "notes and instructions of ConfigureResult")
    @DisplayName("the result of pointing the vendor at a URL shows no secret")
    void resultsShowNothing() {
        List<Secret> hidden = new ArrayList<>(subject.trust().urlTokens());
        EndpointRequest request = operations.request((endpoint, secret) -> hidden.add(secret));
        VendorAccount account = operations.account(operations.obligingVendor());
        hidden.add(account.apiKey());

        ConfigureResult result = operations.configure(request, account);

        assertThat(Leaks.in(result.toString(), hidden))
                .as("what the result shows")
                .isEmpty();
    }

    @Test
    @Rule(value = "Q6", look = "log and print statements; verification needs none, its verdict says all")
    @DisplayName("verification prints and logs no secret, no signature and no body")
    void verificationSaysNothing() {
        List<Secret> hidden = new ArrayList<>(Exhibit.secrets(subject));
        hidden.addAll(Exhibit.signatures(subject));
        String body = new String(subject.genuine().body().toByteArray(), StandardCharsets.UTF_8);
        String said = Overheard.during(() -> {
            DeliveryVerifier verifier = subject.provider().verifier(subject.trust());
            variously().forEach(verifier::verify);
        });

        assertThat(Leaks.in(said, hidden)).as("what was printed or logged").isEmpty();
        assertThat(!body.isBlank() && said.contains(body))
                .as("the body was printed or logged")
                .isFalse();
    }

    @Test
    @Rule(value = "Q7", look = "toString of the verifier, which a record writes by itself")
    @DisplayName("neither the provider nor its verifier shows a secret when printed")
    void objectsShowNothing() {
        String shown = subject.provider() + " " + subject.provider().verifier(subject.trust());

        assertThat(Leaks.in(shown, Exhibit.secrets(subject)))
                .as("what is shown")
                .isEmpty();
    }

    private List<RawDelivery> variously() {
        RawDelivery genuine = subject.genuine();
        var all = new ArrayList<>(List.of(
                genuine,
                DeliveryMutations.truncated(genuine),
                DeliveryMutations.withoutHeaders(genuine),
                DeliveryMutations.withLastSegment(genuine, "another-token"),
                subject.after(Duration.ofDays(400)),
                subject.after(Duration.ofDays(-400))));
        for (String name : genuine.headers().map().keySet()) {
            all.add(DeliveryMutations.repeating(genuine, name));
            all.add(DeliveryMutations.with(genuine, name, subject.value(name) + "x"));
        }
        return all;
    }
}
