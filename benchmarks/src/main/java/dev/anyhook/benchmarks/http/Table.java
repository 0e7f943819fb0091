package dev.anyhook.benchmarks.http;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Counts the rows that a contender keeps events in. */
final class Table {
    private Table() {}

    static OptionalLong rows(String url, String name) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + name)) {
            row.next();
            return OptionalLong.of(row.getLong(1));
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot count the rows of " + name, failed);
        }
    }
}
