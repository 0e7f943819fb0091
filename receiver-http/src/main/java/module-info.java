/** An HTTP server in front of the receiver. */
module dev.anyhook.http {
    requires transitive dev.anyhook.core;
    requires io.netty.buffer;
    requires io.netty.transport;
    requires io.vertx.core;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.anyhook.http;
}
