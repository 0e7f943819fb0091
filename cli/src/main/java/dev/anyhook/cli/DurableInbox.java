package dev.anyhook.cli;

import dev.anyhook.cli.config.InboxConfig;
import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/** Opens inboxes in databases, and says in one line why one cannot be used. */
final class DurableInbox {
    private static final Duration NOTHING_IS_FORGOTTEN = Duration.ofDays(36_500);

    private DurableInbox() {}

    /**
     * Opens it, and makes it if it is a file that is not there.
     *
     * @throws UnavailableException if the database cannot be used as it is
     */
    static JdbcInbox open(InboxConfig config, InstantSource clock) {
        return open(config, JdbcInboxOptions.defaults().withClock(clock).withOrderedPerJob(config.orderedPerJob()));
    }

    private static JdbcInbox open(InboxConfig config, JdbcInboxOptions options) {
        try {
            if (config instanceof InboxConfig.Sqlite sqlite) {
                return JdbcInbox.sqlite(sqlite.file(), options);
            }
            if (config instanceof InboxConfig.Postgresql postgresql) {
                return JdbcInbox.postgresql(postgresql.url(), options);
            }
        } catch (IllegalArgumentException wrongUrl) {
            throw wrongUrl;
        } catch (RuntimeException failed) {
            throw unavailable(config, failed);
        }
        throw new WrongUseException(
                "an inbox in memory is seen by the process that holds it alone; let inbox.url name a"
                        + " file or a database");
    }

    /**
     * Does {@code work} on an inbox that a receiver has made; another process may be at work on it meanwhile, and
     * decides alone what is forgotten, and when it becomes one of a newer version.
     */
    static <R> R use(InboxConfig config, InstantSource clock, Function<JdbcInbox, R> work) {
        if (config instanceof InboxConfig.Sqlite sqlite && !Files.isRegularFile(sqlite.file())) {
            throw new WrongUseException(
                    "there is no inbox at " + config + ": serve makes it when it starts; is this the right directory?");
        }
        JdbcInboxOptions options = JdbcInboxOptions.defaults()
                .withClock(clock)
                .withRetention(NOTHING_IS_FORGOTTEN)
                .withMigration(false);
        try (JdbcInbox inbox = open(config, options)) {
            return work.apply(inbox);
        } catch (IllegalStateException failed) {
            throw unavailable(config, failed);
        }
    }

    private static UnavailableException unavailable(InboxConfig config, RuntimeException failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String kind = root instanceof IOException ? root.getClass().getSimpleName() + ": " : "";
        String why = String.valueOf(root.getMessage()).strip().replaceAll("\\s+", " ");
        String shown = config instanceof InboxConfig.Postgresql postgresql ? postgresql.hiddenIn(why) : why;
        return new UnavailableException("the inbox " + config + " cannot be used: " + kind + shown, failed);
    }
}
