package dev.anyhook.testkit.flawed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.anyhook.Secret;
import dev.anyhook.WebhookException;
import dev.anyhook.spi.ConfigureResult;
import dev.anyhook.spi.ConfigureResult.Change;
import dev.anyhook.spi.ConfigureResult.Configured;
import dev.anyhook.spi.EndpointRequest;
import dev.anyhook.spi.SecretSink;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.VendorAnswer;
import dev.anyhook.spi.VendorApi;
import dev.anyhook.spi.VendorCall;
import dev.anyhook.testkit.flawed.ConsoleWebhooks.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** What can be wrong with calls to the vendor. */
final class CallFlaws {
    private CallFlaws() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of("V1", "swallows the vendor's errors", new AcmeApi() {
                    @Override
                    ConfigureResult configure(EndpointRequest request, VendorAccount account) {
                        try {
                            return super.configure(request, account);
                        } catch (WebhookException swallowed) {
                            return new Configured("ep", Change.CREATED, true, List.of());
                        }
                    }
                }),
                Flaw.of("V1", "says of every failure that a repetition may help", new AcmeApi() {
                    @Override
                    VendorAnswer sent(VendorCall call, VendorAccount account) {
                        try {
                            return call.send();
                        } catch (WebhookException failed) {
                            throw Failing.again(failed, true);
                        }
                    }
                }),
                Flaw.of("V2", "says of every failure that no repetition helps", new AcmeApi() {
                    @Override
                    VendorAnswer sent(VendorCall call, VendorAccount account) {
                        try {
                            return call.send();
                        } catch (WebhookException failed) {
                            throw Failing.again(failed, false);
                        }
                    }
                }),
                Flaw.of("V3", "asks a busy vendor again at once", new AcmeApi() {
                    @Override
                    VendorAnswer sent(VendorCall call, VendorAccount account) {
                        try {
                            return call.send();
                        } catch (WebhookException busy) {
                            if (busy.retryable()) {
                                return call.send();
                            }
                            throw busy;
                        }
                    }
                }),
                Flaw.of("V4", "lets a broken connection through as it is", new AcmeApi() {
                    @Override
                    VendorAnswer sent(VendorCall call, VendorAccount account) {
                        try {
                            return call.send();
                        } catch (WebhookException failed) {
                            if (failed.getCause() instanceof IOException broken) {
                                throw new UncheckedIOException(broken);
                            }
                            throw failed;
                        }
                    }
                }),
                Flaw.of("V5", "forgets that the thread was interrupted", new AcmeApi() {
                    @Override
                    VendorAnswer sent(VendorCall call, VendorAccount account) {
                        try {
                            return call.send();
                        } finally {
                            Thread.interrupted();
                        }
                    }
                }),
                Flaw.of("V6", "repeats a call that creates", new AcmeApi() {
                    @Override
                    VendorAnswer sent(VendorCall call, VendorAccount account) {
                        return call.repeatable().send();
                    }
                }),
                Flaw.of("V7", "takes anything for a success", new AcmeApi() {
                    @Override
                    ConfigureResult made(VendorAnswer answer, EndpointRequest request, VendorAccount account) {
                        return new Configured("ep", Change.CREATED, false, List.of());
                    }
                }),
                Flaw.of("A1", "overlooks settings that it does not know", new AcmeApi() {
                    @Override
                    VendorApi checked(VendorAccount account) {
                        return super.checked(VendorAccount.of(account.apiKey()).over(account.transport()));
                    }
                }),
                Flaw.of("A2", "calls the vendor to check an account", new AcmeApi() {
                    @Override
                    VendorApi checked(VendorAccount account) {
                        VendorApi api = super.checked(account);
                        api.call("check", "GET", "/me").send();
                        return api;
                    }
                }),
                Flaw.of("A3", "passes unknown event types on", new AcmeApi() {
                    @Override
                    void requireKnown(Set<String> types) {}
                }),
                Flaw.of("A5", "lets a secret be lost that nobody keeps", new AcmeApi() {
                    @Override
                    void check(EndpointRequest request) {
                        super.check(request.withSecretSink((endpoint, secret) -> {}));
                    }
                }),
                Flaw.of("A6", "registers a URL in clear text", new AcmeApi() {
                    @Override
                    void check(EndpointRequest request) {
                        EndpointRequest secure = EndpointRequest.to(URI.create("https://any.example"))
                                .withEventTypes(request.eventTypes());
                        SecretSink sink = request.secretSink();
                        super.check(sink == null ? secure : secure.withSecretSink(sink));
                    }
                }),
                Flaw.of("A7", "ignores the API base of the account", new AcmeApi() {
                    @Override
                    VendorApi checked(VendorAccount account) {
                        return super.checked(
                                new VendorAccount(account.apiKey(), null, account.settings(), account.transport()));
                    }
                }),
                Flaw.of("C1", "registers another URL", new AcmeApi() {
                    @Override
                    ObjectNode fields(EndpointRequest request) {
                        return super.fields(request).put("url", "https://any.example");
                    }
                }),
                new Flaw("C1", "tells a person what to do without the URL", new ConsoleWebhooks(new Console() {
                    @Override
                    String instruction(EndpointRequest request) {
                        return "Enter the URL of your server in Acme's console";
                    }
                })),
                Flaw.of("C3", "keeps the secret to itself", new AcmeApi() {
                    @Override
                    void hand(String endpointId, Secret secret, SecretSink sink) {}
                }),
                Flaw.of("C4", "says nothing when the secret could not be kept", new AcmeApi() {
                    @Override
                    void hand(String endpointId, Secret secret, SecretSink sink) {
                        try {
                            super.hand(endpointId, secret, sink);
                        } catch (WebhookException swallowed) {
                            return;
                        }
                    }
                }),
                Flaw.of("C4", "shows the secret that could not be kept", new AcmeApi() {
                    @Override
                    void hand(String endpointId, Secret secret, SecretSink sink) {
                        try {
                            sink.keep(endpointId, secret);
                        } catch (Exception failed) {
                            throw WebhookException.during(AcmeWebhooks.ID, "configure")
                                    .causedBy(failed);
                        }
                    }
                }),
                Flaw.of("C5", "asks for all event types whatever was asked for", new AcmeApi() {
                    @Override
                    ObjectNode fields(EndpointRequest request) {
                        return super.fields(request.withEventTypes(Set.of()));
                    }
                }),
                Flaw.of("C6", "keeps the bearer token from the vendor", new AcmeApi() {
                    @Override
                    ObjectNode fields(EndpointRequest request) {
                        var fields = super.fields(request);
                        fields.remove("bearer");
                        return fields;
                    }
                }),
                Flaw.of("C7", "says that it replaced what it made", new AcmeApi() {
                    @Override
                    Change change() {
                        return Change.REPLACED;
                    }
                }));
    }
}
