package dev.anyhook.benchmarks.inbox;

import dev.anyhook.inbox.jdbc.JdbcInbox;
import dev.anyhook.inbox.jdbc.JdbcInboxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Who is compared, for one number of callers. */
final class Contenders {
    static final String SQLITE = "our inbox, SQLite";
    static final String EVENT_LOOP = "our inbox, SQLite, from an event loop";
    static final String SQLITE_NO_JOBS = "our inbox, SQLite, events of no job";
    static final String ONE_INSERT = "one insert per commit, SQLite";
    static final String GROUP_FILE = "group-synced file";
    static final String BARE = "bare append and sync";
    static final String POSTGRES = "our inbox, PostgreSQL";
    static final String POSTGRES_NO_JOBS = "our inbox, PostgreSQL, events of no job";
    static final String POOL_64 = "one insert per commit, PostgreSQL, 64 connections";
    static final String POOL_10 = "one insert per commit, PostgreSQL, 10 connections";

    private Contenders() {}

    static List<Contender> all(int callers) {
        var all = new ArrayList<Contender>();
        all.add(new Contender(SQLITE, "sqlite", callers, Events::event, sqlite(OurInbox::blocking)));
        all.add(new Contender(SQLITE_NO_JOBS, "sqlite", callers, Events::ofNoJob, sqlite(OurInbox::blocking)));
        all.add(new Contender(
                ONE_INSERT,
                "sqlite",
                callers,
                Events::event,
                (folder, url) -> new PlainSqlite(folder.resolve("plain.db"))));
        all.add(new Contender(
                GROUP_FILE,
                "file",
                callers,
                Events::event,
                (folder, url) -> new GroupSyncedFile(folder.resolve("journal"))));
        if (callers == 1) {
            all.add(new Contender(EVENT_LOOP, "sqlite", callers, Events::event, sqlite(OurInbox::fromEventLoop)));
            all.add(new Contender(
                    BARE, "file", callers, Events::event, (folder, url) -> new BareFile(folder.resolve("journal"))));
        }
        all.add(new Contender(POSTGRES, "postgresql", callers, Events::event, postgres()));
        all.add(new Contender(POSTGRES_NO_JOBS, "postgresql", callers, Events::ofNoJob, postgres()));
        if (callers > 1) {
            all.add(pooled(POOL_64, callers, 64));
        }
        all.add(pooled(POOL_10, callers, 10));
        return all;
    }

    private static Contender.Opening sqlite(BiFunction<JdbcInbox, String, Store> caller) {
        return (folder, url) -> {
            var file = folder.resolve("inbox.db");
            return caller.apply(JdbcInbox.sqlite(file), "jdbc:sqlite:" + file);
        };
    }

    private static Contender.Opening postgres() {
        return (folder, url) -> OurInbox.blocking(JdbcInbox.postgresql(url, JdbcInboxOptions.defaults()), url);
    }

    private static Contender pooled(String name, int callers, int connections) {
        return new Contender(
                name, "postgresql", callers, Events::event, (folder, url) -> new PooledInserts(url, connections));
    }
}
