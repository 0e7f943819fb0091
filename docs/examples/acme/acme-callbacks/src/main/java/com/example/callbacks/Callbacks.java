package com.example.callbacks;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.WebhookEvent;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.spi.WebhookProviders;
import java.nio.file.Path;

/** Receives from Acme and from Diffio at the port that the first argument names, and prints what they say. */
public final class Callbacks {
    private Callbacks() {}

    public static void main(String[] args) throws InterruptedException {
        var receiver = WebhookReceiver.builder()
                .endpoint("acme-live", WebhookProviders.load("acme"), TrustPolicy.signedWith(env("ACME_SECRET")))
                .endpoint("diffio-live", WebhookProviders.load("diffio"), TrustPolicy.signedWith(env("DIFFIO_SECRET")))
                .inbox(JdbcInbox.sqlite(Path.of("callbacks.db")))
                .on(EventFilter.any(), Callbacks::print)
                .build();
        try (receiver;
                var http = HttpReceiver.start(receiver, Integer.parseInt(args[0]))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                http.close(); // What is under way is answered,
                receiver.close(); // and what is being handled is finished.
            }));
            System.out.println("listening on " + http.uri());
            Thread.currentThread().join();
        }
    }

    private static void print(WebhookEvent event) {
        System.out.println(event.endpoint() + " " + event.id() + " " + event.type() + " " + event.job());
    }

    private static Secret env(String name) {
        return Secret.labelled(name, System.getenv(name));
    }
}
