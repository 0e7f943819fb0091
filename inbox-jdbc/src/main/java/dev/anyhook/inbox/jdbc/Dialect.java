package dev.anyhook.inbox.jdbc;

import com.zaxxer.hikari.HikariConfig;
import dev.anyhook.receiver.IncomingEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** What differs between the engines. */
interface Dialect {
    /** The folder of the schema's scripts. */
    String name();

    /** Where new connections come from. */
    DataSource connections();

    /** What each new connection must be told, if the inbox writes on it, or if handlers do. */
    void connectionSettings(HikariConfig pool, boolean handlers);

    /** Makes a connection quicker that groups are written on, and nothing else. */
    void hasten(Connection connection) throws SQLException;

    /** Refuses a database in which events cannot be kept. */
    void insistOnFit(Connection connection) throws SQLException;

    /**
     * Runs {@code ended} when the transaction of {@code connection} ends, whoever ends it, until what this gives is
     * run. It may be run in the midst of a statement.
     */
    Runnable watch(Connection connection, Runnable ended) throws SQLException;

    /** How many transactions can write at once. */
    int writers();

    /** How many threads write groups: more than one only where their transactions run at the same time. */
    int groupWriters();

    /** Whether callers may write on their own threads. */
    boolean callersWrite();

    /** How long a handler may keep others from writing. */
    Duration longestTransaction();

    /** Takes a lock, inside the current transaction, that only one migrating process can hold. */
    void lockForMigration(Connection connection) throws SQLException;

    /** Does, at the beginning of a transaction, what it takes to write later on. */
    void lockForWriting(Session session) throws SQLException;

    /** Begins a transaction in which a handler writes and {@code row} is settled. */
    void beginSettling(Session session, Claimed row) throws SQLException;

    /** What the row must be for such a transaction to be the one that began: the end of a condition, or nothing. */
    String settlingMark();

    /**
     * Takes a lock, inside the current transaction, that only one worker can hold while it claims in order; false if
     * another has it.
     */
    boolean lockForOrder(Connection connection) throws SQLException;

    /** Whether the next transaction on {@code connection} may write. */
    boolean mayWrite(Connection connection) throws SQLException;

    /** Inserts what is new of {@code events}, each by itself and in their order; says of each whether it was. */
    boolean[] insert(Session session, List<IncomingEvent> events, Instant now) throws SQLException;

    /** Inserts one event in {@code state}; false if one of its keys is taken. */
    boolean insertOne(Session session, IncomingEvent incoming, RowState state, Instant now) throws SQLException;

    /** What follows a query that picks rows of {@code tables} which several workers want. */
    String skipLocked(String tables);

    /** Whether a query may change what it reads, in a {@code WITH}. */
    boolean changesInQueries();

    /** Whether an index keeps entries of rows that have left it, until somebody tidies up. */
    boolean keepsDeadEntries();

    /** Whether one command among several can be to blame, and not the database. */
    boolean blamesCommand(SQLException failed);

    /**
     * Ends what {@code connection} is just doing, if others would have to wait for that although it is to be closed.
     */
    void interrupt(Connection connection) throws SQLException;

    /** Work that the engine wants done now and then, beside the commits. */
    void maintain(DataSource source, Pen pen) throws SQLException;
}
