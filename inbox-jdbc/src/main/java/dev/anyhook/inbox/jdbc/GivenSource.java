package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.core.BaseConnection;

/** The connections of an application's own data source, none of which may hide duplicates or tell what rows hold. */
final class GivenSource {
    private static final int LONGEST_SILENCE_MILLIS = 30_000;

    private GivenSource() {}

    /**
     * A source that looks at each connection of {@code given}. One of them is opened now.
     *
     * @throws IllegalArgumentException if it is not fit
     */
    static DataSource of(DataSource given) {
        try {
            refusePool(given);
            try (Connection first = given.getConnection()) {
                insistOnFit(first);
            }
        } catch (Unfit unfit) {
            throw new IllegalArgumentException(unfit.getMessage());
        } catch (SQLException away) {
            // Whoever opens the inbox waits a while for the database.
        }
        return new PlainSource(() -> {
            Connection connection = given.getConnection();
            try {
                insistOnFit(connection);
                return connection;
            } catch (SQLException | RuntimeException failed) {
                connection.close();
                throw failed;
            }
        });
    }

    private static void refusePool(DataSource given) throws SQLException {
        if (given instanceof HikariDataSource || given.isWrapperFor(HikariDataSource.class)) {
            throw new Unfit("the data source is a pool, and the inbox has its own:"
                    + " let it have what the pool takes its connections from");
        }
    }

    private static void insistOnFit(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(BaseConnection.class)) {
            throw new Unfit("the data source's connections are not those of PostgreSQL's JDBC driver");
        }
        BaseConnection driver = connection.unwrap(BaseConnection.class);
        if (driver.getQueryExecutor().isReWriteBatchedInsertsEnabled()) {
            throw new Unfit(PostgresUrl.HIDES_DUPLICATES + ": take it out of the data source");
        }
        if (driver.getLogServerErrorDetail()) {
            throw new Unfit("details of errors hold rows: set logServerErrorDetail of the data source to false");
        }
        if (connection.getNetworkTimeout() == 0) {
            connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
        }
    }

    private static final class Unfit extends SQLException {
        private static final long serialVersionUID = 1L;

        Unfit(String why) {
            super(why);
        }
    }
}
