package dev.anyhook.inbox.jdbc;

import java.lang.module.ModuleDescriptor.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The release of SQLite that the driver brought along, which an application's own choice of versions may have made an
 * old one.
 */
record SqliteRelease(Version version) {
    /**
     * Before, a commit that begins the log anew while it is being moved could leave a part of it behind for ever:
     * committed rows are lost, and the file is corrupt (https://sqlite.org/wal.html#walresetbug). Moving the log beside
     * commits is what an inbox does all day.
     */
    private static final Version FIRST_SAFE = Version.parse("3.51.3");

    static SqliteRelease of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
            row.next();
            return new SqliteRelease(Version.parse(row.getString(1)));
        }
    }

    void insistOnSafe() {
        if (version.compareTo(FIRST_SAFE) < 0) {
            throw new IllegalStateException("SQLite " + version + " can lose what it has committed"
                    + " (https://sqlite.org/wal.html#walresetbug): use org.xerial:sqlite-jdbc " + FIRST_SAFE
                    + ".0 or newer, which a build's dependency management may have replaced by an older one");
        }
    }
}
