/** The contract that every provider must keep, and what is needed to prove it. */
module dev.anyhook.testkit {
    requires transitive dev.anyhook.core;
    requires transitive org.junit.jupiter.api;
    requires transitive dev.anyhook.simulators;
    requires transitive org.assertj.core;

    exports dev.anyhook.testkit;
    exports dev.anyhook.testkit.vendors;
}
