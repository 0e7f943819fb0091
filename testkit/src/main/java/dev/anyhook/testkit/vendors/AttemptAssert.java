package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.Attempt;
import org.assertj.core.api.AbstractAssert;

/** Assertions on one attempt to deliver. */
public final class AttemptAssert extends AbstractAssert<AttemptAssert, Attempt> {
    AttemptAssert(Attempt attempt) {
        super(attempt, AttemptAssert.class);
    }

    /** The service took it: any 2xx. */
    public AttemptAssert wasAccepted() {
        return expect("to be accepted with a 2xx", isNonNull().succeeded());
    }

    /** The service did not believe it: any 4xx. */
    public AttemptAssert wasRefused() {
        Integer status = isNonNull().status();
        return expect("to be refused with a 4xx", status != null && status >= 400 && status < 500);
    }

    /** The service answered with this status. */
    public AttemptAssert wasAnswered(int status) {
        Integer answer = isNonNull().status();
        return expect("to be answered " + status, answer != null && answer == status);
    }

    /** No answer came back. */
    public AttemptAssert wasNotAnswered() {
        return expect("to have no answer", isNonNull().status() == null);
    }

    /** It was the vendor's attempt of this number, 1 for the first. */
    public AttemptAssert wasAttempt(int number) {
        return expect("to be attempt " + number, isNonNull().number() == number);
    }

    private Attempt isNonNull() {
        isNotNull();
        return actual;
    }

    private AttemptAssert expect(String what, boolean holds) {
        if (!holds) {
            throw failure(
                    "%s", "Expected this delivery " + what + ":" + System.lineSeparator() + "  " + Words.of(actual));
        }
        return this;
    }
}
