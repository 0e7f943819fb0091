package dev.anyhook.benchmarks.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code -Xlog:gc} says: how much the heap held before each collection and after it. */
final class GcLog {
    private static final Pattern COLLECTION = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\(");

    private GcLog() {}

    /**
     * Bytes allocated until the last collection, so that a difference of two may be wrong by what goes between two
     * collections, and by a mebibyte for each; 0 before there was one.
     */
    static long allocated(Path log) throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        long mebibytes = 0;
        long kept = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                mebibytes += Long.parseLong(collection.group(1)) - kept;
                kept = Long.parseLong(collection.group(2));
            }
        }
        return mebibytes * 1024 * 1024;
    }
}
