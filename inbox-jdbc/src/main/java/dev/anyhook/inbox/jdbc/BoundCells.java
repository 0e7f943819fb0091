package dev.anyhook.inbox.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binds values to the parameters of a statement, one after the other. */
final class BoundCells implements Cells {
    private final PreparedStatement statement;
    private int place = 1;

    BoundCells(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    public void text(@Nullable String value) throws SQLException {
        statement.setString(place++, value);
    }

    void number(long value) throws SQLException {
        statement.setLong(place++, value);
    }

    @Override
    public void instant(@Nullable Instant value) throws SQLException {
        Rows.setInstant(statement, place++, value);
    }

    @Override
    public void bytes(byte @Nullable [] value) throws SQLException {
        statement.setBytes(place++, value);
    }

    /** The place of the next parameter. */
    int next() {
        return place;
    }
}
