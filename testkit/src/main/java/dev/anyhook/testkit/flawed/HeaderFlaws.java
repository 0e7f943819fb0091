package dev.anyhook.testkit.flawed;

import dev.anyhook.Payload;
import dev.anyhook.RawDelivery;
import dev.anyhook.TrustPolicy;
import dev.anyhook.VerificationResult;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import dev.anyhook.VerificationResult.Verified;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What can be wrong with headers, threads and odd input. */
final class HeaderFlaws {
    private HeaderFlaws() {}

    static List<Flaw> all() {
        return List.of(
                Flaw.of("H1", "matches header names with their case", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected broken(HttpHeaders headers, String name) {
                        return headers.map().keySet().stream().anyMatch(name::equals)
                                ? super.broken(headers, name)
                                : new Rejected(Reason.HEADER_MISSING, name + " is missing");
                    }
                }),
                Flaw.of("H2", "believes a delivery without headers", new AcmeSignature() {
                    @Override
                    VerificationResult verdict(
                            RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
                        return delivery.headers().map().isEmpty()
                                ? new Verified(events.read(delivery), "#1")
                                : super.verdict(delivery, trust, keys, events);
                    }
                }),
                Flaw.of("H3", "takes the first of repeated headers", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected broken(HttpHeaders headers, String name) {
                        Rejected broken = super.broken(headers, name);
                        return broken != null && broken.reason() == Reason.HEADER_REPEATED ? null : broken;
                    }
                }),
                Flaw.of("H3", "joins repeated headers", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected broken(HttpHeaders headers, String name) {
                        boolean list =
                                name.equals(SIGNATURE) && !value(headers, name).isBlank();
                        return list ? null : super.broken(headers, name);
                    }

                    @Override
                    String value(HttpHeaders headers, String name) {
                        return String.join(",", headers.allValues(name));
                    }
                }),
                Flaw.of("H4", "does without a timestamp when its header is empty", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected broken(HttpHeaders headers, String name) {
                        boolean empty = name.equals(TIMESTAMP)
                                && headers.allValues(name).contains("");
                        return empty ? null : super.broken(headers, name);
                    }

                    @Override
                    VerificationResult verdict(
                            RawDelivery delivery, TrustPolicy trust, List<byte[]> keys, AcmeEvents events) {
                        return delivery.headers().allValues(TIMESTAMP).contains("")
                                ? new Verified(events.read(delivery), "#1")
                                : super.verdict(delivery, trust, keys, events);
                    }
                }),
                Flaw.of("H5", "calls a missing header malformed", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected broken(HttpHeaders headers, String name) {
                        Rejected broken = super.broken(headers, name);
                        return broken == null ? null : new Rejected(Reason.HEADER_MALFORMED, broken.detail());
                    }
                }),
                Flaw.of("H6", "refuses what came through a proxy", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected broken(HttpHeaders headers, String name) {
                        return headers.firstValue("Via").isEmpty()
                                ? super.broken(headers, name)
                                : new Rejected(Reason.HEADER_MALFORMED, "Via is no header of Acme's");
                    }
                }),
                Flaw.of("P1", "counts its answers", new AcmeSignature() {
                    private final AtomicInteger asked = new AtomicInteger();

                    @Override
                    Rejected mismatch(RawDelivery delivery) {
                        return new Rejected(
                                Reason.SIGNATURE_MISMATCH, "refused for the " + asked.incrementAndGet() + ". time");
                    }
                }),
                Flaw.of("P2", "shares a field among threads", new AcmeSignature() {
                    private volatile Payload current = Payload.empty();

                    @SuppressWarnings("ThreadPriorityCheck") // So that the flaw shows.
                    @Override
                    byte[] signedText(String timestamp, Payload body) {
                        current = body;
                        for (int i = 0; i < 20; i++) {
                            Thread.yield();
                        }
                        return super.signedText(timestamp, current);
                    }
                }),
                Flaw.of("P4", "throws when a timestamp is no number", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected stale(RawDelivery delivery, TrustPolicy trust) {
                        long seconds = Long.parseLong(value(delivery.headers(), TIMESTAMP));
                        return outside(now(delivery).getEpochSecond() - seconds, trust.tolerance());
                    }
                }),
                Flaw.of("P5", "folds the case of names in the language of the machine", new AcmeSignature() {
                    @Override
                    @Nullable
                    Rejected broken(HttpHeaders headers, String name) {
                        return headers.map().keySet().stream().anyMatch(each -> Folding.same(each, name))
                                ? super.broken(headers, name)
                                : new Rejected(Reason.HEADER_MISSING, name + " is missing");
                    }
                }));
    }
}
