/** Keeps events in a table, in SQLite or PostgreSQL, before anyone is told that they arrived. */
@NullMarked
package dev.anyhook.inbox.jdbc;

import org.jspecify.annotations.NullMarked;
