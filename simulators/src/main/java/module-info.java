/** The three vendors as HTTP servers on loopback, well-behaved or not. */
module dev.anyhook.simulators {
    requires com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.httpserver;
    requires transitive org.jspecify;
    requires svix;

    exports dev.anyhook.simulators;
}
