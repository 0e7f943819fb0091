package dev.anyhook.testkit.flawed;

import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong where nothing is signed. */
final class TokenFlaws {
    private TokenFlaws() {}

    static List<Flaw> all() {
        return List.of(
                flaw("U1", "calls verified what nobody signed", new AcmeToken() {
                    @Override
                    VerificationResult believed(RawDelivery delivery, AcmeEvents events) {
                        return new Verified(events.read(delivery), "the URL");
                    }
                }),
                flaw("U2", "accepts secrets that it never looks at", new AcmeToken() {
                    @Override
                    void check(TrustPolicy trust) {}
                }),
                flaw("U3", "finds the token anywhere in the URL", new AcmeToken() {
                    @Override
                    @Nullable
                    Rejected broken(RawDelivery delivery, List<Secret> tokens) {
                        String all = delivery.target().toString();
                        boolean known = tokens.stream().anyMatch(token -> all.contains(token.reveal()));
                        return known ? null : super.broken(delivery, tokens);
                    }
                }),
                flaw("U4", "does not say that a token is missing", new AcmeToken() {
                    @Override
                    @Nullable
                    Rejected broken(RawDelivery delivery, List<Secret> tokens) {
                        return super.broken(delivery, tokens) == null
                                ? null
                                : new Rejected(Reason.TOKEN_MISMATCH, "not our token");
                    }
                }),
                flaw("U5", "knows only the newest token", new AcmeToken() {
                    @Override
                    @Nullable
                    Rejected broken(RawDelivery delivery, List<Secret> tokens) {
                        return super.broken(delivery, tokens.subList(0, 1));
                    }
                }));
    }

    private static Flaw flaw(String breaks, String does, AcmeToken token) {
        return new Flaw(breaks, does, new UnsignedWebhooks(token));
    }
}
