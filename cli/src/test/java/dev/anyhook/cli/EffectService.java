package dev.anyhook.cli;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.WebhookEvent;
import dev.anyhook.http.HttpOptions;
import dev.anyhook.http.HttpReceiver;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.Handling;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.spi.WebhookProviders;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** A user's service whose handler writes its effect on the connection that settles the event. */
final class EffectService {
    private static final String SQLITE = "jdbc:sqlite:";

    private EffectService() {}

    /** Serves from the database at the JDBC URL that is the only argument, until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        WebhookReceiver receiver = on(open(arguments[0]));
        HttpReceiver http = HttpReceiver.start(receiver, HttpOptions.defaults().withPort(0));
        System.out.println("anyhook listening on " + http.uri());
        Thread.currentThread().join();
    }

    static JdbcInbox open(String url) {
        return url.startsWith(SQLITE)
                ? JdbcInbox.sqlite(Path.of(url.substring(SQLITE.length())))
                : JdbcInbox.postgresql(url, JdbcInboxOptions.defaults());
    }

    /** The receiver and its handler on {@code inbox}; leases are short, so that it soon has what another held. */
    static WebhookReceiver on(Inbox inbox) {
        return WebhookReceiver.builder()
                .endpoint("d", WebhookProviders.load("diffio"), TrustPolicy.signedWith(Secret.of(BusyVendor.SECRET)))
                .inbox(inbox)
                .lease(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(100))
                .on(EventFilter.any(), EffectService::write)
                .build();
    }

    private static void write(WebhookEvent event, Handling handling) throws SQLException {
        Connection connection = handling.resource(Connection.class).orElseThrow();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO effect (id) VALUES (?)")) {
            insert.setString(1, event.id());
            insert.executeUpdate();
        }
    }
}
