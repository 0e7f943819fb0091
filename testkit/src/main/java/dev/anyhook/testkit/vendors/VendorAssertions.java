package dev.anyhook.testkit.vendors;

import dev.anyhook.simulators.Attempt;
import dev.anyhook.simulators.Deliveries;
import dev.anyhook.simulators.VendorSimulator;

/** The entry to assertions on what vendors sent and what a service made of it; goes together with AssertJ's own. */
public final class VendorAssertions {
    private VendorAssertions() {}

    /** Assertions on what {@code vendor} sent. */
    public static DeliveriesAssert assertThat(VendorSimulator vendor) {
        return assertThat(vendor.deliveries());
    }

    /** Assertions on what was sent. */
    public static DeliveriesAssert assertThat(Deliveries deliveries) {
        return new DeliveriesAssert(deliveries, deliveries.attempts());
    }

    /** Assertions on one attempt. */
    public static AttemptAssert assertThat(Attempt attempt) {
        return new AttemptAssert(attempt);
    }

    /** Assertions that a service did what {@code truth} calls for. */
    public static TruthAssert assertThat(Truth truth) {
        return new TruthAssert(truth, false);
    }
}
