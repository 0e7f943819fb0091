package dev.anyhook.testkit;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anyhook.Secret;
import dev.anyhook.spi.Capability;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.EndpointChange;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.SecretSink;
import dev.anyhook.spi.TestRequest;
import dev.anyhook.spi.TestResult;
import dev.anyhook.spi.VendorAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What the provider under test can ask its vendor for. */
final class Operations {
    /** Why a rule about calls is skipped. */
    static final String NO_CALL = "makes no call";

    static final URI URL = URI.create("https://hooks.example.com/webhooks/contract");
    private static final String ENDPOINT_ID = "contract-endpoint";

    private final Subject subject;

    Operations(Subject subject) {
        this.subject = subject;
    }

    /**
     * One thing to ask for.
     *
     * @param name what it is called
     * @param makesSomething whether doing it twice makes two of something
     * @param needsAnAnswer whether it must understand what the vendor answers
     * @param run does it
     */
    record Operation(String name, boolean makesSomething, boolean needsAnAnswer, Consumer<VendorAccount> run) {}

    /** All of them, whether they call the vendor or say what a person must do. */
    List<Operation> all() {
        var all = new ArrayList<>(others());
        boolean creates = subject.contract().declares(Capability.MANY_ENDPOINTS);
        all.add(0, new Operation("configure", creates, true, account -> {
            subject.since(null);
            configure(request(), account);
        }));
        return all;
    }

    /** Those that call the vendor; ends the test if there are none. */
    List<Operation> calls() {
        List<Operation> calls = callsToConfigure() ? all() : others();
        assumeTrue(!calls.isEmpty(), NO_CALL);
        return calls;
    }

    /** Whether {@code configure} asks the vendor for anything: not where a person must enter the URL. */
    private boolean callsToConfigure() {
        ScriptedVendor vendor = obligingVendor();
        try {
            configure(request(), account(vendor));
        } catch (RuntimeException failed) {
            if (vendor.asked().isEmpty()) {
                throw failed;
            }
        }
        return !vendor.asked().isEmpty();
    }

    private List<Operation> others() {
        var all = new ArrayList<Operation>();
        if (subject.contract().declares(Capability.TEST_EVENT)) {
            all.add(new Operation(
                    "test",
                    true,
                    true,
                    since("the provider declares TEST_EVENT, so test() must call the vendor", this::test)));
        }
        subject.provider().endpoints().ifPresent(admin -> {
            EndpointChange change = EndpointChange.none().withUrl(URL);
            SecretSink kept = (id, secret) -> {};
            UnaryOperator<Consumer<VendorAccount>> since =
                    run -> since("the provider has endpoints(), so each of them must call the vendor", run);
            all.add(new Operation("list endpoints", false, true, since.apply(admin::list)));
            all.add(new Operation(
                    "update", false, true, since.apply(account -> admin.update(ENDPOINT_ID, change, account))));
            all.add(new Operation(
                    "rotate secret",
                    true,
                    true,
                    since.apply(account -> admin.rotateSecret(ENDPOINT_ID, kept, account))));
            all.add(new Operation("delete", false, false, since.apply(account -> admin.delete(ENDPOINT_ID, account))));
        });
        subject.provider()
                .jobs()
                .ifPresent(jobs -> all.add(new Operation(
                        "read job",
                        false,
                        true,
                        since(
                                "the provider has jobs(), so read() must call the vendor",
                                account -> jobs.read("contract-job", account)))));
        return all;
    }

    private Consumer<VendorAccount> since(String reason, Consumer<VendorAccount> run) {
        return account -> {
            subject.since(reason);
            run.accept(account);
        };
    }

    /** A request that fits the provider's capabilities, with a place for a secret. */
    EndpointRequest request() {
        return request((endpoint, secret) -> {});
    }

    EndpointRequest request(SecretSink sink) {
        EndpointRequest usual = EndpointRequest.to(URL).withSecretSink(sink);
        List<Secret> tokens = subject.trust().urlTokens();
        return subject.contract().request(tokens.isEmpty() ? usual : usual.withUrlToken(tokens.get(0)));
    }

    ConfigureResult configure(EndpointRequest request, VendorAccount account) {
        return subject.provider().configure(request, account);
    }

    TestResult test(VendorAccount account) {
        return subject.provider().test(TestRequest.of(anyType()), account);
    }

    VendorAccount account(VendorAccount.Transport transport) {
        return subject.contract().account(transport);
    }

    String anyType() {
        return subject.provider().eventTypes().stream().sorted().findFirst().orElseThrow();
    }

    /** A vendor with whom all is well, as the author says. */
    ScriptedVendor obligingVendor() {
        return new ScriptedVendor(request -> Answered.of(
                request,
                200,
                subject.contract()
                        .answer(request)
                        .orElseGet(() -> abort("answer(request) has nothing for " + request.method() + " "
                                + request.uri().getPath()))));
    }

    /**
     * A vendor that does {@code telling} once it knows all of {@code secrets} but the API key; until then, all is well.
     */
    ScriptedVendor knowingOnlyWhatItWasSent(ScriptedVendor.Script telling, List<Secret> secrets) {
        Secret key = account(new Unreachable()).apiKey();
        ScriptedVendor obliging = obligingVendor();
        return new ScriptedVendor(request -> {
            Asked asked = Asked.of(request);
            boolean knows = secrets.stream()
                    .filter(secret -> !secret.equals(key))
                    .allMatch(secret -> (asked.uri() + asked.body()).contains(secret.reveal()));
            return knows ? telling.answer(request) : obliging.send(request);
        });
    }
}
