package dev.anyhook.receiver;

import dev.anyhook.RawDelivery;
import dev.anyhook.VerificationResult.Reason;
import dev.anyhook.VerificationResult.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each refused delivery once, with a diagnosis where one may help; of each endpoint and reason ten a second, and
 * then how many more there were. Diagnosing happens on a thread of its own, one delivery a second at most, so that a
 * flood of forgeries costs no more than refusing it.
 */
final class Refusals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);
    private static final Duration BETWEEN_DIAGNOSES = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<Matter, Allowance> allowances = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> lastDiagnosis = new AtomicReference<>(Instant.MIN);
    private final ThreadPoolExecutor diagnosing =
            new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(4), task -> {
                Thread thread = new Thread(task, "anyhook-diagnosis");
                thread.setDaemon(true);
                return thread;
            });

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    void refused(Endpoint endpoint, RawDelivery delivery, Rejected rejected) {
        if (!mayLog(endpoint.name(), rejected.reason())) {
            return;
        }
        if (rejected.reason() == Reason.SIGNATURE_MISMATCH && mayDiagnose(delivery.receivedAt())) {
            try {
                diagnosing.execute(
                        () -> log(endpoint.name(), rejected.reason(), diagnosed(endpoint, delivery, rejected)));
                return;
            } catch (RejectedExecutionException busy) {
                LOG.debug("no room for another diagnosis");
            }
        }
        log(endpoint.name(), rejected.reason(), rejected.detail());
    }

    void misdirected(String endpoint, Rejected rejected) {
        if (mayLog(endpoint, rejected.reason())) {
            log(endpoint, rejected.reason(), rejected.detail());
        }
    }

    private boolean mayLog(String endpoint, Reason reason) {
        var matter = new Matter(endpoint, reason);
        OptionalLong unlogged =
                allowances.computeIfAbsent(matter, unseen -> new Allowance()).take(clock.instant());
        unlogged.ifPresent(matter::logRest);
        return unlogged.isPresent();
    }

    /** A second apart, either way: a clock that was set back must not end all diagnosing. */
    private boolean mayDiagnose(Instant now) {
        Instant last = lastDiagnosis.get();
        return Duration.between(last, now).abs().compareTo(BETWEEN_DIAGNOSES) >= 0
                && lastDiagnosis.compareAndSet(last, now);
    }

    private static String diagnosed(Endpoint endpoint, RawDelivery delivery, Rejected rejected) {
        try {
            return Diagnosis.of(endpoint.provider(), endpoint.trust(), delivery)
                    .map(cause -> rejected.detail() + "; " + cause)
                    .orElse(rejected.detail());
        } catch (Throwable broken) {
            return rejected.detail() + "; diagnosing it failed with "
                    + broken.getClass().getName();
        }
    }

    private static void log(String endpoint, Reason reason, String detail) {
        LOG.warn("endpoint {}: refused a delivery: {}: {}", endpoint, reason, detail);
    }

    /** Lets the few diagnoses under way reach the log, for a second at most, and tells what it counted. */
    @Override
    public void close() {
        allowances.forEach((matter, allowance) -> matter.logRest(allowance.rest()));
        diagnosing.shutdown();
        try {
            diagnosing.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private record Matter(String endpoint, Reason reason) {
        void logRest(long unlogged) {
            if (unlogged > 0) {
                LOG.warn(
                        "endpoint {}: refused {} more deliveries, not shown one by one: {}",
                        endpoint,
                        unlogged,
                        reason);
            }
        }
    }
}
