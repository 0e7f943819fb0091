package dev.anyhook.inbox.jdbc;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gathers the values of several rows, an array for each column. */
final class ArrayCells implements Cells {
    private final String[] types;
    private final @Nullable Object[][] columns;
    private int cell;

    /** Columns of these PostgreSQL types, for so many rows. */
    ArrayCells(String[] types, int rows) {
        this.types = types;
        this.columns = new @Nullable Object[types.length][];
        for (int i = 0; i < types.length; i++) {
            columns[i] = (Object[]) Array.newInstance(javaType(types[i]), rows);
        }
    }

    private static Class<?> javaType(String type) {
        return switch (type) {
            case "text" -> String.class;
            case "bigint" -> Long.class;
            case "bytea" -> byte[].class;
            default -> throw new IllegalArgumentException(type);
        };
    }

    @Override
    public void text(@Nullable String value) {
        put(value);
    }

    @Override
    public void instant(@Nullable Instant value) {
        put(value == null ? null : Rows.micros(value));
    }

    @Override
    public void bytes(byte @Nullable [] value) {
        put(value);
    }

    private void put(@Nullable Object value) {
        columns[cell % types.length][cell / types.length] = value;
        cell++;
    }

    /** Binds the columns to the parameters of {@code statement}. */
    void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        for (int i = 0; i < types.length; i++) {
            statement.setArray(i + 1, connection.createArrayOf(types[i], columns[i]));
        }
    }
}
