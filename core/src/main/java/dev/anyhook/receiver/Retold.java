package dev.anyhook.receiver;

import dev.anyhook.spi.LogText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What was thrown, as a log may show it: the same classes, stack traces and causes, but messages in plain characters
 * and not without end, or no messages at all. They may quote what a stranger sent.
 */
final class Retold extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;
    private static final int MOST = 32;

    private Retold(String text) {
        super(text);
    }

    /** With cleaned messages. */
    static Retold of(Throwable thrown) {
        return copy(thrown, true, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** With the names of the classes alone. */
    static Retold withoutMessages(Throwable thrown) {
        return copy(thrown, false, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** What {@code thrown} says of itself in one line, whatever it takes to get it. */
    static String line(Throwable thrown) {
        try {
            return LogText.of(thrown.toString(), LONGEST);
        } catch (Throwable speechless) {
            return thrown.getClass().getName();
        }
    }

    private static Retold copy(Throwable thrown, boolean messages, Set<Throwable> told) {
        told.add(thrown);
        var copy = new Retold(messages ? line(thrown) : thrown.getClass().getName());
        try {
            tell(thrown, messages, told, copy);
        } catch (Throwable speechless) {
            return copy;
        }
        return copy;
    }

    private static void tell(Throwable thrown, boolean messages, Set<Throwable> told, Retold copy) {
        copy.setStackTrace(thrown.getStackTrace());
        Throwable cause = thrown.getCause();
        if (cause != null && isNew(cause, told)) {
            copy.initCause(copy(cause, messages, told));
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (isNew(suppressed, told)) {
                copy.addSuppressed(copy(suppressed, messages, told));
            }
        }
    }

    private static boolean isNew(Throwable thrown, Set<Throwable> told) {
        return told.size() < MOST && !told.contains(thrown);
    }

    /** As the original would begin its stack trace. */
    @SuppressWarnings("OverrideThrowableToString")
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
