package dev.anyhook.inbox.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers many rows by their columns: arrays, of which PostgreSQL takes each as one parameter. */
final class ArrayCells implements Cells {
    private final List<Column> columns = new ArrayList<>();
    private int place;

    /** Begins a row. */
    void nextRow() {
        place = 0;
    }

    @Override
    public void text(@Nullable String value) {
        column("text").values.add(value);
    }

    @Override
    public void instant(@Nullable Instant value) {
        column("int8").values.add(value == null ? null : Rows.micros(value));
    }

    @Override
    public void bytes(byte[] value) {
        column("bytea").values.add(value);
    }

    private Column column(String type) {
        if (place == columns.size()) {
            columns.add(new Column(type));
        }
        return columns.get(place++);
    }

    /** Binds one array for each column, from the first parameter on. */
    void bind(Connection connection, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            statement.setArray(i + 1, connection.createArrayOf(column.type, column.array()));
        }
    }

    private static final class Column {
        private final String type;
        private final List<@Nullable Object> values = new ArrayList<>();

        Column(String type) {
            this.type = type;
        }

        private @Nullable Object[] array() {
            return switch (type) {
                case "text" -> values.toArray(new String[0]);
                case "int8" -> values.toArray(new Long[0]);
                default -> values.toArray(new byte[0][]);
            };
        }
    }
}
