package dev.anyhook.inbox.jdbc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an inbox holds at one moment that is not handled; of all receivers that share it. Inboxes make it; versions to
 * come may know more.
 *
 * @param pending events that wait for their handlers, or are with them; not counting claims
 * @param claims mere claims that wait to be confirmed, or for a handler that takes claims
 * @param dead what was given up and waits for a person, claims included
 * @param dueSince since when the event or claim that has been due longest waits to be taken, such as one whose lease
 *     has run out, or, in order per job, one that is not due before an earlier one has been handled; null if none is
 *     due. It is 1970 for what was replayed or handed back, until that is taken
 */
public record InboxCounts(
        long pending, long claims, long dead, @Nullable Instant dueSince) {}
