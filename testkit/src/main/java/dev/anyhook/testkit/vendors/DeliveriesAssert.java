package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.Deliveries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.description.TextDescription;

/**
 * Assertions on what a vendor sent since the test began, strangers' forgeries and replays included, in the order sent.
 */
public final class DeliveriesAssert extends AbstractAssert<DeliveriesAssert, Deliveries> {
    private final List<Attempt> attempts;

    DeliveriesAssert(Deliveries deliveries, List<Attempt> attempts) {
        super(deliveries, DeliveriesAssert.class);
        this.attempts = attempts;
    }

    /** Looks at the deliveries about one job only. */
    public DeliveriesAssert about(String jobId) {
        return where(attempt -> attempt.jobId().equals(jobId));
    }

    /** Looks at the deliveries of one type only, in the vendor's word. */
    public DeliveriesAssert ofType(String eventType) {
        return where(attempt -> attempt.eventType().equals(eventType));
    }

    /** Looks only at what the vendor made, to the byte: neither tampered with nor forged. */
    public DeliveriesAssert thatAreGenuine() {
        return where(attempt -> attempt.sent().isGenuine());
    }

    /** Looks only at what was tampered with or forged. */
    public DeliveriesAssert thatAreNotGenuine() {
        return where(attempt -> !attempt.sent().isGenuine());
    }

    private DeliveriesAssert where(Predicate<Attempt> predicate) {
        return new DeliveriesAssert(actual, attempts.stream().filter(predicate).toList())
                .as(new TextDescription("%s", descriptionText()));
    }

    /** There were some, and the service took each: any 2xx. */
    public DeliveriesAssert wereAccepted() {
        return expect("each to be accepted with a 2xx", every(Attempt::succeeded));
    }

    /** There were some, and the service believed none: any 4xx. */
    public DeliveriesAssert wereRefused() {
        return expect("each to be refused with a 4xx", every(attempt -> {
            Integer status = attempt.status();
            return status != null && status >= 400 && status < 500;
        }));
    }

    /**
     * There were some, and of each delivery at least one genuine attempt was accepted, however often it failed before.
     */
    public DeliveriesAssert wereAcceptedInTheEnd() {
        Map<String, Boolean> accepted = new LinkedHashMap<>();
        attempts.stream()
                .filter(attempt -> attempt.sent().isGenuine())
                .forEach(attempt -> accepted.merge(attempt.deliveryId(), attempt.succeeded(), Boolean::logicalOr));
        return expect("each delivery to be accepted in the end", !accepted.isEmpty() && !accepted.containsValue(false));
    }

    /** There were exactly as many attempts as statuses, answered so, in this order. */
    public DeliveriesAssert wereAnswered(int... statuses) {
        List<Integer> expected = IntStream.of(statuses).boxed().toList();
        boolean same = attempts.size() == expected.size()
                && IntStream.range(0, expected.size())
                        .allMatch(i -> Objects.equals(attempts.get(i).status(), expected.get(i)));
        return expect("answers " + expected, same);
    }

    /** There were exactly so many attempts. */
    public DeliveriesAssert haveAttempts(int count) {
        return expect(count + " attempts", attempts.size() == count);
    }

    /** Exactly so many attempts were repetitions of another, to the byte. */
    public DeliveriesAssert haveRepetitions(int count) {
        return expect(
                count + " repetitions",
                attempts.stream().filter(Attempt::repeated).count() == count);
    }

    /** No delivery of the vendor, whatever its job or type, waits to be sent. */
    public DeliveriesAssert haveNothingDue() {
        isNotNull();
        return expect("nothing to be left to send", actual.nextDue().isEmpty());
    }

    /** The newest of them. */
    public AttemptAssert last() {
        expect("at least one attempt", !attempts.isEmpty());
        return new AttemptAssert(attempts.get(attempts.size() - 1));
    }

    private boolean every(Predicate<Attempt> predicate) {
        return !attempts.isEmpty() && attempts.stream().allMatch(predicate);
    }

    private DeliveriesAssert expect(String what, boolean holds) {
        if (!holds) {
            throw failure("%s", "Expected " + what + " in " + list());
        }
        return this;
    }

    private String list() {
        if (attempts.isEmpty()) {
            return "no attempts at all. Is an endpoint registered, for these events?";
        }
        return attempts.stream()
                .map(attempt -> System.lineSeparator() + "  " + attempt.jobId() + " " + Words.of(attempt))
                .collect(Collectors.joining("", attempts.size() + " attempts:", ""));
    }
}
