package dev.anyhook.benchmarks.peers;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** A table with one insert per request, or none. */
@Configuration
class Stores {
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS peer_event (id text PRIMARY KEY, body text NOT NULL,"
                    + " received_at timestamptz NOT NULL DEFAULT now())";
    private static final String INSERT = "INSERT INTO peer_event (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING";

    @Bean
    @ConditionalOnProperty("spring.datasource.url")
    Store table(JdbcTemplate jdbc) {
        jdbc.execute(TABLE);
        return (id, body) -> jdbc.update(INSERT, id, body) == 1;
    }

    @Bean
    @ConditionalOnProperty(name = "peer.storage", havingValue = "none")
    Store none() {
        return (id, body) -> true;
    }
}
