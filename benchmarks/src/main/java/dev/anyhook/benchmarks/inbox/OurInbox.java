package dev.anyhook.benchmarks.inbox;

import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** Our inbox, as a blocking caller sees it. */
final class OurInbox implements Store {
    private final JdbcInbox inbox;
    private final String url;

    OurInbox(JdbcInbox inbox, String url) {
        this.inbox = inbox;
        this.url = url;
    }

    @Override
    public boolean append(IncomingEvent incoming) throws Exception {
        return inbox.appendHere(incoming).toCompletableFuture().get() == Inbox.Outcome.STORED;
    }

    @Override
    public long count() throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM anyhook_event")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public boolean tellsDuplicates() {
        return true;
    }

    @Override
    public void close() {
        inbox.close();
    }
}
