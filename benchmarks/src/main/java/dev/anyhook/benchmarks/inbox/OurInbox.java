package dev.anyhook.benchmarks.inbox;

import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.receiver.Inbox;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Our inbox, whose callers wait until their event is kept. */
final class OurInbox implements Store {
    private final JdbcInbox inbox;
    private final String url;
    private final Function<IncomingEvent, CompletionStage<Inbox.Outcome>> way;

    private OurInbox(JdbcInbox inbox, String url, Function<IncomingEvent, CompletionStage<Inbox.Outcome>> way) {
        this.inbox = inbox;
        this.url = url;
        this.way = way;
    }

    /** As a caller uses it whose thread may block: he may write himself. */
    static OurInbox blocking(JdbcInbox inbox, String url) {
        return new OurInbox(inbox, url, inbox::appendHere);
    }

    /** As an event loop uses it, which must not block: another thread always writes. */
    static OurInbox fromEventLoop(JdbcInbox inbox, String url) {
        return new OurInbox(inbox, url, inbox::append);
    }

    @Override
    public boolean append(IncomingEvent incoming) throws Exception {
        return way.apply(incoming).toCompletableFuture().get() == Inbox.Outcome.STORED;
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
