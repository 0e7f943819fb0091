package dev.anyhook.testkit.flawed;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Unsigned;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What can be wrong with bytes, signatures and time. */
final class SignatureFlaws {
    private SignatureFlaws() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of("S1", "calls a signed delivery a claim", new AcmeSignature() {
                    @Override
                    VerificationResult verdict(
                            RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
                        return super.verdict(delivery, trust, keys, events)
                                .fold(
                                        verified -> new Unsigned(verified.event()),
                                        unsigned -> unsigned,
                                        rejected -> rejected);
                    }
                }),
                Flaw.of("S2", "believes a signature again that it has believed once", new AcmeSignature() {
                    private final Set<String> believed = ConcurrentHashMap.newKeySet();

                    @Override
                    boolean same(String expected, String candidate) {
                        if (super.same(expected, candidate)) {
                            believed.add(candidate);
                            return true;
                        }
                        return believed.contains(candidate);
                    }
                }),
                Flaw.of("S3", "trims the body before it verifies", new AcmeSignature() {
                    @Override
                    byte[] signedText(String timestamp, Payload body) {
                        String text = new String(body.toByteArray(), StandardCharsets.ISO_8859_1).strip();
                        return super.signedText(timestamp, Payload.copyOf(text.getBytes(StandardCharsets.ISO_8859_1)));
                    }
                }),
                Flaw.of("S3", "verifies JSON written anew", new AcmeSignature() {
                    @Override
                    byte[] signedText(String timestamp, Payload body) {
                        return super.signedText(timestamp, Rewriting.of(body));
                    }
                }),
                Flaw.of("S4", "decodes the body as text before it verifies", new AcmeSignature() {
                    @Override
                    byte[] signedText(String timestamp, Payload body) {
                        return super.signedText(
                                timestamp, Payload.utf8(new String(body.toByteArray(), StandardCharsets.UTF_8)));
                    }
                }),
                Flaw.of("S5", "refuses an empty body", new AcmeSignature() {
                    @Override
                    VerificationResult verdict(
                            RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
                        return delivery.body().size() == 0
                                ? new Rejected(Reason.HEADER_MALFORMED, "no body")
                                : super.verdict(delivery, trust, keys, events);
                    }
                }),
                Flaw.of("S6", "compares only the beginning of a signature", new AcmeSignature() {
                    @Override
                    boolean same(String expected, String candidate) {
                        return candidate.length() >= 16
                                && super.same(expected.substring(0, 16), candidate.substring(0, 16));
                    }
                }),
                Flaw.of("S6", "accepts a signature with more after it", new AcmeSignature() {
                    @Override
                    boolean same(String expected, String candidate) {
                        int length = Math.min(expected.length(), candidate.length());
                        return super.same(expected, candidate.substring(0, length));
                    }
                }),
                Flaw.of("S6", "accepts a truncated signature", new AcmeSignature() {
                    @Override
                    boolean same(String expected, String candidate) {
                        int length = Math.min(expected.length(), candidate.length());
                        return length > 3 && super.same(expected.substring(0, length), candidate);
                    }
                }),
                Flaw.of("S9", "looks at the first signature only", new AcmeSignature() {
                    @Override
                    List<String> candidates(String list) {
                        return super.candidates(list).subList(0, 1);
                    }
                }),
                Flaw.of("S9", "looks at the last signature only", new AcmeSignature() {
                    @Override
                    List<String> candidates(String list) {
                        List<String> all = super.candidates(list);
                        return all.subList(all.size() - 1, all.size());
                    }
                }),
                Flaw.of("T1", "checks only for old timestamps", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected outside(long age, Duration tolerance) {
                        return super.outside(Math.max(0, age), tolerance);
                    }
                }),
                Flaw.of("T1", "checks only for future timestamps", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected outside(long age, Duration tolerance) {
                        return super.outside(Math.min(0, age), tolerance);
                    }
                }),
                Flaw.of("T1", "ends the window a second early", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected outside(long age, Duration tolerance) {
                        return super.outside(age < 0 ? age - 1 : age + 1, tolerance);
                    }
                }),
                Flaw.of("T1", "ignores the tolerance of the policy", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected outside(long age, Duration tolerance) {
                        return super.outside(age, Duration.ofMinutes(5));
                    }
                }),
                Flaw.of("T1", "uses the wall clock", new AcmeSignature() {
                    @Override
                    Instant now(RawDelivery delivery) {
                        return Instant.now();
                    }
                }),
                Flaw.of("T2", "takes the past for the future", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected outside(long age, Duration tolerance) {
                        return super.outside(-age, tolerance);
                    }
                }),
                Flaw.of("T3", "signs the number that it made of the timestamp", new AcmeSignature() {
                    @Override
                    byte[] signedText(String timestamp, Payload body) {
                        return super.signedText(Long.toString(Long.parseLong(timestamp)), body);
                    }
                }));
    }
}
