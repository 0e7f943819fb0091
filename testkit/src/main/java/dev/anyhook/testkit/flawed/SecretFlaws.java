package dev.anyhook.testkit.flawed;

import dev.anyhook.KeyEncoding;
import dev.anyhook.RawDelivery;
import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the handling of secrets and tokens. */
final class SecretFlaws {
    private SecretFlaws() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of("F1", "skips verification when there is no secret", new AcmeSignature() {
                    @Override
                    void check(TrustPolicy trust) {}

                    @Override
                    VerificationResult verdict(
                            RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
                        return keys.isEmpty()
                                ? new Verified(events.read(delivery), "none")
                                : super.verdict(delivery, trust, keys, events);
                    }
                }),
                Flaw.of("F2", "takes an empty secret for a key", new AcmeSignature() {
                    @Override
                    byte[] key(String secret) {
                        return secret.length() == PREFIX.length() ? new byte[1] : super.key(secret);
                    }
                }),
                Flaw.of("F3", "leaves out a secret that it cannot use", new AcmeSignature() {
                    @Override
                    List<byte[]> keys(List<Secret> secrets) {
                        var usable = new ArrayList<>(secrets);
                        usable.removeIf(secret -> secrets.size() > 1 && secret.matches(PREFIX));
                        return super.keys(usable);
                    }
                }),
                Flaw.of("F4", "decodes keys leniently", new AcmeSignature() {
                    @Override
                    byte[] decoded(String base64) {
                        return Base64.getMimeDecoder().decode(base64);
                    }
                }),
                Flaw.of("F5", "overlooks the key encoding", new AcmeSignature() {
                    @Override
                    void check(TrustPolicy trust) {
                        super.check(trust.withKeyEncoding(KeyEncoding.BASE64));
                    }
                }),
                Flaw.of("F6", "accepts URL tokens that it never looks at", new AcmeSignature() {
                    @Override
                    void check(TrustPolicy trust) {
                        refuse(trust.secrets().isEmpty(), "no secret");
                        super.check(TrustPolicy.signedWith(trust.secrets()));
                    }
                }),
                Flaw.of("S7", "takes any signature of the right length", new AcmeSignature() {
                    @Override
                    boolean same(String expected, String candidate) {
                        return expected.length() == candidate.length();
                    }
                }),
                Flaw.of("S8", "uses only the first of several secrets", new AcmeSignature() {
                    @Override
                    List<byte[]> keys(List<Secret> secrets) {
                        return super.keys(secrets).subList(0, 1);
                    }
                }),
                Flaw.of("S8", "forgets what the secrets are called", new AcmeSignature() {
                    @Override
                    String label(Secret secret, int place) {
                        return "#1";
                    }
                }),
                Flaw.of("P3", "keeps the key of the endpoint that came first", new AcmeSignature() {
                    private final List<byte[]> kept = new ArrayList<>();

                    @Override
                    List<byte[]> keys(List<Secret> secrets) {
                        List<byte[]> all = super.keys(secrets);
                        if (kept.isEmpty()) {
                            kept.add(all.get(0));
                        }
                        return kept;
                    }
                }),
                Flaw.of("B1", "looks at a token only when one comes", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected unknownCaller(HttpHeaders headers, TrustPolicy trust) {
                        return headers.firstValue("Authorization").isEmpty()
                                ? null
                                : super.unknownCaller(headers, trust);
                    }
                }),
                Flaw.of("B2", "accepts a bearer token instead of a signature", new AcmeSignature() {
                    @Override
                    VerificationResult verdict(
                            RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
                        boolean known = trust.bearer() != null && unknownCaller(delivery.headers(), trust) == null;
                        return known
                                ? new Verified(events.read(delivery), "bearer")
                                : super.verdict(delivery, trust, keys, events);
                    }
                }),
                Flaw.of("B3", "finds the bearer token anywhere in its header", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected unknownCaller(HttpHeaders headers, TrustPolicy trust) {
                        Secret bearer = trust.bearer();
                        boolean known = bearer == null
                                || value(headers, "Authorization").contains(bearer.reveal());
                        return known ? null : new Rejected(Reason.TOKEN_MISMATCH, "not our token");
                    }
                }));
    }
}
