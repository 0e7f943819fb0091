package dev.anyhook.inbox.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes the values of a row, one after the other. */
interface Cells {
    void text(@Nullable String value) throws SQLException;

    void instant(@Nullable Instant value) throws SQLException;

    void bytes(byte @Nullable [] value) throws SQLException;
}
