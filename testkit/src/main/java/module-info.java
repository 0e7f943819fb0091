/** The contract that every provider must keep, and what is needed to prove it. */
module dev.anyhook.testkit {
    requires transitive dev.anyhook.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires java.logging;
    requires jdk.httpserver;
    requires transitive org.junit.jupiter.api;
    requires transitive dev.anyhook.simulators;
    requires transitive org.assertj.core;
    requires org.objectweb.asm;
    requires org.objectweb.asm.tree;
    requires org.objectweb.asm.tree.analysis;
    requires org.opentest4j;

    exports dev.anyhook.testkit;
    exports dev.anyhook.testkit.comparison;
    exports dev.anyhook.testkit.flawed;
    exports dev.anyhook.testkit.vendors;
}
