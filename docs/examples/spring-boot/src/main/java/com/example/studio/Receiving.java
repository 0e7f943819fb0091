package com.example.studio;

import dev.anyhook.Secret;
import dev.anyhook.TrustPolicy;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import dev.anyhook.receiver.EventFilter;
import dev.anyhook.receiver.WebhookReceiver;
import dev.anyhook.spi.VendorAccount;
import dev.anyhook.spi.WebhookProviders;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The receiver, which Spring closes after its web server has answered everybody. */
@Configuration(proxyBeanMethods = false)
class Receiving {
    private static final int SECONDS_TO_CONNECT = 5;

    /** Hands events out from now on, so the handlers' tables must be there. */
    @Bean
    @DependsOnDatabaseInitialization
    WebhookReceiver receiver(Environment settings, JdbcConnectionDetails database, FinishedJobs jobs) {
        return WebhookReceiver.builder()
                .endpoint(
                        "diffio-live",
                        WebhookProviders.load("diffio"),
                        TrustPolicy.signedWith(secret(settings, "diffio.webhook-secret")))
                .endpoint(
                        "sivi",
                        WebhookProviders.load("sivi"),
                        TrustPolicy.urlToken(secret(settings, "sivi.url-token")),
                        VendorAccount.of(secret(settings, "sivi.api-key")))
                .inbox(JdbcInbox.postgresql(connections(database), JdbcInboxOptions.defaults()))
                .on(EventFilter.any(), jobs::write)
                .build();
    }

    private static Secret secret(Environment settings, String name) {
        return Secret.labelled(name, settings.getRequiredProperty(name));
    }

    /** The application's database, but not its pool: the inbox has its own, and holds connections in ways of its own. */
    private static DataSource connections(JdbcConnectionDetails database) {
        var source = new PGSimpleDataSource();
        source.setURL(database.getJdbcUrl());
        if (database.getUsername() != null) { // Or the URL has them.
            source.setUser(database.getUsername());
            source.setPassword(database.getPassword());
        }
        source.setConnectTimeout(SECONDS_TO_CONNECT);
        source.setLogServerErrorDetail(false); // Details of errors hold rows.
        return source;
    }
}
