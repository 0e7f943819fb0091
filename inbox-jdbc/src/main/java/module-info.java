/** A durable inbox: SQLite by default, PostgreSQL to scale out. */
module dev.anyhook.inbox.jdbc {
    requires transitive dev.anyhook.core;
    requires transitive java.sql;
    requires com.zaxxer.hikari;
    requires static org.postgresql.jdbc; // Whoever stays with SQLite may leave it out.
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports dev.anyhook.inbox.jdbc;
}
