package dev.anyhook.testkit.vendors;

import dev.anyhook.JobState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.description.TextDescription;

/** Assertions that a service did what really happened calls for, no more and no less. */
public final class TruthAssert extends AbstractAssert<TruthAssert, Truth> {
    private final boolean whereTold;

    TruthAssert(Truth truth, boolean whereTold) {
        super(truth, TruthAssert.class);
        this.whereTold = whereTold;
    }

    /**
     * Excuses the service for jobs of which no webhook can have told it the end, as when Sivi's only delivery is lost:
     * it may know them from the vendor's API, and then has to know them right.
     */
    public TruthAssert whereTold() {
        isNotNull();
        return new TruthAssert(actual, true).as(new TextDescription("%s", descriptionText()));
    }

    /**
     * The service acted exactly once on each job that ended, by the end it had, and on nothing else. Outcomes that are
     * no end, such as {@link JobState#RUNNING}, are not looked at; a degraded job may be handled as one that succeeded.
     */
    public TruthAssert wasHandledOnce(Collection<Outcome> handled) {
        isNotNull();
        return report(new Comparison(actual, whereTold).ofActions(handled));
    }

    /** The service believes of each job that ended what is true, and of no other that it ended. */
    public TruthAssert wasUnderstoodAs(Map<String, JobState> believed) {
        isNotNull();
        return report(new Comparison(actual, whereTold)
                .ofActions(believed.entrySet().stream()
                        .map(entry -> new Outcome(entry.getKey(), entry.getValue()))
                        .toList()));
    }

    private TruthAssert report(List<String> differences) {
        if (!differences.isEmpty()) {
            String lines = String.join(System.lineSeparator(), differences);
            throw failure("%s", "The service is at odds with " + actual.title() + ":" + System.lineSeparator() + lines);
        }
        return this;
    }
}
