package dev.anyhook.cli;

import dev.anyhook.inbox.jdbc.InboxRecord;

/** Tells of entries that were changed, as they are. */
final class InboxChanges {
    private final Shell shell;
    private final boolean json;
    private final String what;
    private int count;

    /** In words, {@code what} and the id; or as JSON. */
    InboxChanges(Shell shell, boolean json, String what) {
        this.shell = shell;
        this.json = json;
        this.what = what;
    }

    /** {@code row} was changed, and is now known by {@code id}. */
    void done(InboxRecord row, String id) {
        count++;
        shell.out().println(json ? InboxLine.ofChange(row, id) : what + Printable.of(id));
        if (shell.out().checkError()) {
            throw new UnavailableException("standard output cannot be written; entries that were changed: " + count
                    + ", the last of them " + InboxEntry.name(row));
        }
    }

    /** The exit code. */
    int end() {
        return count > 0 ? ExitCode.YES : ExitCode.NO;
    }
}
