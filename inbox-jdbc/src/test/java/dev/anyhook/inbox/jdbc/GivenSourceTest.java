package dev.anyhook.inbox.jdbc;

import static dev.anyhook.inbox.jdbc.Events.append;
import static dev.anyhook.inbox.jdbc.Events.claimOne;
import static dev.anyhook.inbox.jdbc.Events.done;
import static dev.anyhook.inbox.jdbc.Events.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.anyhook.receiver.Inbox.Outcome;
import dev.anyhook.receiver.Lease;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

class GivenSourceTest {
    private static final JdbcInboxOptions OPTIONS = JdbcInboxOptions.defaults();

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    private void leadsTo(String url) {
        source.setUrl(url);
        source.setLogServerErrorDetail(false);
    }

    @Test
    void leadsToAnInboxLikeAnyOther() throws Exception {
        leadsTo(PostgresServer.shared().freshDatabase());
        try (JdbcInbox inbox = JdbcInbox.postgresql(source, OPTIONS)) {
            assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
            assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.DUPLICATE);
            Lease lease = claimOne(inbox);
            Connection own = lease.resource(Connection.class).orElseThrow();

            assertThat(own.getNetworkTimeout()).isEqualTo(30_000);
            assertThat(done(inbox, lease)).isTrue();
        }
    }

    @Test
    void keepsThePatienceThatItHas() throws Exception {
        leadsTo(PostgresServer.shared().freshDatabase());
        source.setSocketTimeout(7);

        try (Connection connection = GivenSource.of(source).getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(7_000);
        }
    }

    @Test
    void mayNotHideDuplicates() {
        leadsTo(PostgresServer.shared().freshDatabase());
        source.setReWriteBatchedInserts(true);

        assertThatThrownBy(() -> JdbcInbox.postgresql(source, OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "reWriteBatchedInserts hides which rows of a batch are duplicates: take it out of the data source");
    }

    @Test
    void mayNotTellWhatRowsHold() {
        leadsTo(PostgresServer.shared().freshDatabase());
        source.setLogServerErrorDetail(true);

        assertThatThrownBy(() -> JdbcInbox.postgresql(source, OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set logServerErrorDetail of the data source to false");
    }

    @Test
    void isLookedAtWithEachConnection() throws Exception {
        leadsTo(PostgresServer.shared().freshDatabase());
        var opened = new ArrayList<Connection>();
        var changing = new PlainSource(() -> {
            source.setReWriteBatchedInserts(!opened.isEmpty());
            opened.add(source.getConnection());
            return opened.get(opened.size() - 1);
        });

        var looked = GivenSource.of(changing);

        assertThatThrownBy(looked::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("hides which rows");
        assertThat(opened).hasSize(2);
        for (Connection connection : opened) {
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void mayNotBeAnotherDriversOrAPool() {
        assertThatThrownBy(() -> JdbcInbox.postgresql(new SQLiteDataSource(), OPTIONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the data source's connections are not those of PostgreSQL's JDBC driver");
        leadsTo(PostgresServer.shared().freshDatabase());
        var config = new HikariConfig();
        config.setDataSource(source);
        try (var pool = new HikariDataSource(config)) {
            DataSource wrapped = (DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> method.invoke(pool, arguments));
            for (DataSource each : List.of(pool, wrapped)) {
                assertThatThrownBy(() -> JdbcInbox.postgresql(each, OPTIONS))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("is a pool");
            }
        }
    }

    @Test
    void mayLeadNowhereForTheMoment() {
        leadsTo("jdbc:postgresql://localhost:1/db");

        assertThatThrownBy(() -> JdbcInbox.postgresql(source, OPTIONS.withMigration(false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the inbox's database cannot be used");
    }

    /** One role makes the tables, another works with them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void mayBeOfARoleThatCanMakeNoTables(boolean migration) throws Exception {
        String url = PostgresServer.shared().freshDatabase();
        var database = new Database(() -> new PostgresDialect(PostgresUrl.source(url)), url);
        database.open().close();
        database.execute("REVOKE CREATE ON SCHEMA public FROM public");
        database.execute("CREATE ROLE receiver LOGIN PASSWORD 'x'");
        database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON anyhook_event, anyhook_handling TO receiver");
        database.execute("GRANT SELECT ON anyhook_schema TO receiver");
        leadsTo(url);
        source.setUser("receiver");
        source.setPassword("x");

        try {
            try (JdbcInbox inbox = JdbcInbox.postgresql(source, OPTIONS.withMigration(migration))) {
                assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.STORED);
                assertThat(done(inbox, claimOne(inbox))).isTrue();
                assertThat(append(inbox, signed("a"))).isEqualTo(Outcome.DUPLICATE);
            }
            database.execute("DELETE FROM anyhook_schema WHERE version = " + Schema.VERSION);
            assertThatThrownBy(() -> JdbcInbox.postgresql(source, OPTIONS.withMigration(migration)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("version 1");
            database.execute("INSERT INTO anyhook_schema VALUES (99)");
            assertThatThrownBy(() -> JdbcInbox.postgresql(source, OPTIONS.withMigration(migration)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a newer Anyhook has used it");
        } finally {
            database.execute("DROP OWNED BY receiver");
            database.execute("DROP ROLE receiver");
        }
    }
}
