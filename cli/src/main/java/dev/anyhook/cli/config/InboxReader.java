package dev.anyhook.cli.config;

import dev.anyhook.inbox.jdbc.JdbcInbox;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/** Reads where events are kept. Problems never quote the URL, since it may hold a password. */
final class InboxReader {
    private static final String URL = "url";
    private static final String ORDERED = "ordered-per-job";
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql://";
    private static final String KINDS =
            "write jdbc:sqlite:PATH, jdbc:postgresql://HOST/DATABASE or memory, or leave the"
                    + " key out for jdbc:sqlite:anyhook-data/inbox.db";

    private final Problems problems;

    InboxReader(Problems problems) {
        this.problems = problems;
    }

    InboxConfig read(Section section) {
        section.allow(Set.of(URL, ORDERED), "");
        boolean ordered = section.text(ORDERED)
                .flatMap(text -> text.as(Values::yesOrNo, problems))
                .orElse(false);
        InboxConfig inbox = section.text(URL)
                .map(text -> read(text, ordered))
                .orElseGet(() -> InboxConfig.Sqlite.standard(ordered));
        if (ordered && inbox instanceof InboxConfig.Memory) {
            problems.at(
                    section.placeOf(ORDERED), "wants an inbox in a file or a database; one in memory knows no order");
        }
        return inbox;
    }

    private InboxConfig read(Text text, boolean ordered) {
        try {
            return parse(text.value(), ordered);
        } catch (IllegalArgumentException refused) {
            problems.at(text.place(), String.valueOf(refused.getMessage()));
            return InboxConfig.STANDARD;
        }
    }

    private static InboxConfig parse(String url, boolean ordered) {
        if (url.equals("memory")) {
            return new InboxConfig.Memory();
        }
        if (url.startsWith(SQLITE)) {
            return new InboxConfig.Sqlite(file(url.substring(SQLITE.length())), ordered);
        }
        if (url.startsWith(POSTGRESQL)) {
            return postgresql(url, ordered);
        }
        throw new IllegalArgumentException("is not an inbox; " + KINDS);
    }

    private static Path file(String path) {
        boolean plain = !path.isBlank() && !path.startsWith(":") && !path.startsWith("file:") && !path.contains("?");
        if (!plain) {
            throw new IllegalArgumentException("does not name a file; " + KINDS);
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException quotesIt) {
            throw new IllegalArgumentException("does not name a file; " + KINDS);
        }
    }

    private static InboxConfig postgresql(String url, boolean ordered) {
        JdbcInbox.problemOf(url).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return new InboxConfig.Postgresql(url, ordered);
    }
}
